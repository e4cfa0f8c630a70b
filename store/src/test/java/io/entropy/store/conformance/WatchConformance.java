package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.injection;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.seeded;
import static io.entropy.store.conformance.Samples.seen;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static io.entropy.store.model.Kinds.INJECTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.store.Store.ViewAndWatch;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a watch tells, in which order, and from where.
interface WatchConformance extends StoreUnderTest {

  @Test
  default void changesComeInTheOrderOfCommitsEachWithItsMarker() {
    Watch watch = store().watch(WatchFilter.everything());
    FailurePolicy a = create("a");
    store()
        .update(t -> {
          t.create(INJECTIONS, injection("i", "a", "n", "t"));
          return t.update(FAILURE_POLICIES, seeded(a, 1));
        });
    delete("a");
    assertThat(WatchReader.lines(watch, 7))
        .containsExactly(
            "failure-policies/a created",
            "committed",
            "injections/i created",
            "failure-policies/a updated",
            "committed",
            "failure-policies/a deleted",
            "committed");
  }

  @Test
  default void aChangeCarriesTheObjectBeforeAndAfterAndTheVersionOfItsCommit() {
    FailurePolicy before = create("a");
    Watch watch = store().watch(WatchFilter.everything());
    FailurePolicy after = store().update(t -> t.update(FAILURE_POLICIES, seeded(before, 1)));
    long version = after.getMeta().getVersion();
    assertThat(WatchReader.commit(watch))
        .containsExactly(new Change<>(FAILURE_POLICIES, "a", before, after, version));
  }

  @Test
  default void severalWritesOfOneObjectInOneTransactionAreOneChange() {
    FailurePolicy a = create("a");
    Watch watch = store().watch(WatchFilter.everything());
    FailurePolicy last =
        store()
            .update(t -> {
              t.create(FAILURE_POLICIES, policy("gone", "gone"));
              t.delete(FAILURE_POLICIES, "gone");
              FailurePolicy once = t.update(FAILURE_POLICIES, seeded(a, 1));
              return t.update(FAILURE_POLICIES, seeded(once, 2));
            });
    List<Change<?>> changes = WatchReader.commit(watch);
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().before()).isEqualTo(a);
    assertThat(changes.getFirst().after()).isEqualTo(last);
  }

  @Test
  default void whatWasRolledBackIsNotTold() {
    Watch watch = store().watch(WatchFilter.everything());
    assertThatThrownBy(() ->
            store()
                .update(t -> {
                  t.create(FAILURE_POLICIES, policy("a", "a"));
                  throw new IllegalArgumentException("mine");
                }))
        .hasMessage("mine");
    create("b");
    assertThat(WatchReader.lines(watch, 1)).containsExactly("failure-policies/b created");
  }

  @Test
  default void aWatcherThatReadsAfterAnEventSeesItsCommit() {
    Watch watch = store().watch(WatchFilter.everything());
    create("a");
    Change<?> change = WatchReader.commit(watch).getFirst();
    assertThat(seen(store()).version()).isGreaterThanOrEqualTo(change.version());
    assertThat(seen(store()).get(FAILURE_POLICIES, "a")).isPresent();
  }

  @Test
  default void aFilterLeavesOutOtherKindsAndCommitsWithNothingElse() {
    Watch watch = store().watch(WatchFilter.of(INJECTIONS));
    create("a");
    store()
        .update(t -> {
          t.create(FAILURE_POLICIES, policy("b", "b"));
          return t.create(INJECTIONS, injection("i", "a", "n", "t"));
        });
    assertThat(WatchReader.lines(watch, 2)).containsExactly("injections/i created", "committed");
  }

  @Test
  default void aWatchBeginsWhereItsViewEnds() {
    create("a");
    ViewAndWatch<List<FailurePolicy>> both =
        store().viewAndWatch(s -> s.all(FAILURE_POLICIES), WatchFilter.everything());
    create("b");
    assertThat(both.view()).extracting(FailurePolicy::getId).containsExactly("a");
    assertThat(WatchReader.lines(both.watch(), 2))
        .containsExactly("failure-policies/b created", "committed");
  }

  @Test
  default void anExceptionOfTheViewComesOutUnchanged() {
    var failure = new IllegalArgumentException("mine");
    assertThatThrownBy(() ->
            store()
                .viewAndWatch(
                    s -> {
                      throw failure;
                    },
                    WatchFilter.everything()))
        .isSameAs(failure);
  }

  @Test
  default void aWatchFromAVersionReplaysWhatCameAfterItAndGoesOn() {
    long from = create("a").getMeta().getVersion();
    create("b");
    store().update(t -> t.create(INJECTIONS, injection("i", "a", "n", "t")));
    Watch watch = store().watchFrom(from, WatchFilter.of(FAILURE_POLICIES));
    create("c");
    assertThat(WatchReader.lines(watch, 4))
        .containsExactly(
            "failure-policies/b created", "committed", "failure-policies/c created", "committed");
  }

  @Test
  default void aWatchFromTheBeginningReplaysEverything() {
    create("a");
    create("b");
    Watch watch = store().watchFrom(0, WatchFilter.everything());
    assertThat(WatchReader.lines(watch, 4))
        .containsExactly(
            "failure-policies/a created", "committed", "failure-policies/b created", "committed");
  }

  @Test
  default void pollSaysNothingWhenNothingCame() throws InterruptedException {
    Watch watch = store().watch(WatchFilter.everything());
    assertThat(watch.poll(Duration.ZERO)).isNull();
    assertThat(watch.poll(Duration.ofNanos(1))).isNull();
  }

  private FailurePolicy create(String id) {
    return store().update(t -> t.create(FAILURE_POLICIES, policy(id, id)));
  }

  private void delete(String id) {
    store().batch(b -> b.update(t -> t.delete(FAILURE_POLICIES, id)));
  }
}
