package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.injection;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static io.entropy.store.model.Kinds.INJECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Injection;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent.Resync;
import io.entropy.store.watch.WatchFilter;
import org.junit.jupiter.api.Test;

/// What happens to a watcher that's too slow or comes too late: it's told to resync, once.
interface WatchBoundsConformance extends StoreUnderTest {

  @Test
  default void aWatchMayHaveAsManyChangesUnreadAsItsLimit() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(3));
    Watch watch = store.watch(WatchFilter.everything());
    create(store, "a", "b", "c");
    assertThat(WatchReader.lines(watch, 4))
        .containsExactly(
            "injections/a created", "injections/b created", "injections/c created", "committed");
    create(store, "d", "e", "f");
    assertThat(WatchReader.lines(watch, 1)).containsExactly("injections/d created");
  }

  @Test
  default void aQueueThatOverflowsIsCutAndSaysResyncOnce() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(3));
    Watch watch = store.watch(WatchFilter.everything());
    create(store, "a", "b");
    create(store, "c", "d");
    create(store, "e");
    assertThat(WatchReader.lines(watch, 3)).containsExactly("resync", "closed", "closed");
  }

  @Test
  default void aWatcherInTheMiddleOfACommitReadsItToItsEndBeforeTheResync() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(3));
    Watch watch = store.watch(WatchFilter.everything());
    create(store, "a", "b");
    assertThat(WatchReader.lines(watch, 1)).containsExactly("injections/a created");
    create(store, "c", "d", "e", "f");
    assertThat(WatchReader.lines(watch, 4))
        .containsExactly("injections/b created", "committed", "resync", "closed");
  }

  @Test
  default void onlyChangesThatTheFilterLetsThroughCount() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(1));
    Watch watch = store.watch(WatchFilter.of(FAILURE_POLICIES));
    create(store, "a", "b");
    store.update(t -> t.create(FAILURE_POLICIES, Samples.policy("p", "p")));
    assertThat(WatchReader.lines(watch, 2))
        .containsExactly("failure-policies/p created", "committed");
  }

  @Test
  default void otherWatchersGoOnWhenOneIsCut() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(2));
    Watch slow = store.watch(WatchFilter.everything());
    Watch quick = store.watch(WatchFilter.everything());
    for (String id : new String[] {"a", "b", "c"}) {
      create(store, id);
      assertThat(WatchReader.lines(quick, 2))
          .containsExactly("injections/" + id + " created", "committed");
    }
    assertThat(WatchReader.lines(slow, 1)).containsExactly("resync");
  }

  @Test
  default void afterAResyncAViewAndWatchGoesOnWithoutAGap() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(1));
    Watch cut = store.watch(WatchFilter.everything());
    create(store, "a", "b");
    assertThat(WatchReader.lines(cut, 1)).containsExactly("resync");
    var again = store.viewAndWatch(s -> s.count(INJECTIONS), WatchFilter.everything());
    create(store, "c");
    assertThat(again.view()).isEqualTo(2);
    assertThat(WatchReader.lines(again.watch(), 2))
        .containsExactly("injections/c created", "committed");
  }

  @Test
  default void aWatchFromAVersionThatIsNoLongerKeptSaysResyncFirst() {
    Store store = open(StoreLimits.DEFAULT.withHistory(2));
    long first = create(store, "a");
    long second = create(store, "b");
    create(store, "c");
    create(store, "d");
    assertThat(WatchReader.next(store.watchFrom(first, WatchFilter.everything())))
        .isInstanceOfSatisfying(Resync.class, r -> assertThat(r.reason()).contains("compacted"));
    assertThat(WatchReader.lines(store.watchFrom(second, WatchFilter.everything()), 4))
        .containsExactly("injections/c created", "committed", "injections/d created", "committed");
  }

  @Test
  default void aWatchFromAVersionThatNeverWasSaysResync() {
    Store store = open(StoreLimits.DEFAULT);
    long version = create(store, "a");
    Watch watch = store.watchFrom(version + 1_000, WatchFilter.everything());
    assertThat(WatchReader.lines(watch, 2)).containsExactly("resync", "closed");
  }

  @Test
  default void aReplayThatIsTooLongForTheQueueSaysResync() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(2));
    create(store, "a");
    create(store, "b");
    create(store, "c");
    assertThat(WatchReader.lines(store.watchFrom(0, WatchFilter.everything()), 2))
        .containsExactly("resync", "closed");
  }

  @Test
  default void withoutAHistoryOnlyTheNewestVersionCanBeWatchedFrom() {
    Store store = open(StoreLimits.DEFAULT.withHistory(0));
    long first = create(store, "a");
    long last = create(store, "b");
    assertThat(WatchReader.lines(store.watchFrom(first, WatchFilter.everything()), 1))
        .containsExactly("resync");
    Watch watch = store.watchFrom(last, WatchFilter.everything());
    create(store, "c");
    assertThat(WatchReader.lines(watch, 1)).containsExactly("injections/c created");
  }

  private static long create(Store store, String... ids) {
    return store.update(t -> {
      Injection last = Injection.getDefaultInstance();
      for (String id : ids) {
        last = t.create(INJECTIONS, injection(id, "p", "n", "t"));
      }
      return last.getMeta().getVersion();
    });
  }
}
