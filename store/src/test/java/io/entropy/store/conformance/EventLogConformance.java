package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.event;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.seen;
import static io.entropy.store.model.Kinds.EVENTS;
import static io.entropy.store.model.Kinds.EVENTS_BY_VERSION;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static io.entropy.store.model.Kinds.versionKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Event;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The log of events: its order, and how much of it is kept.
interface EventLogConformance extends StoreUnderTest {

  @Test
  default void eventsAreReadInTheOrderOfTheirCommitsWhateverTheirIds() {
    long first = add(store(), "z");
    add(store(), "b", "c");
    add(store(), "a");
    assertThat(ids(store(), 0)).containsExactly("z", "b", "c", "a");
    assertThat(ids(store(), first)).containsExactly("b", "c", "a");
  }

  @Test
  default void theOldestEventsGoInTheCommitThatAddsTooMany() {
    Store store = open(StoreLimits.DEFAULT.withEvents(3, Duration.ofDays(1)));
    add(store, "z");
    add(store, "y");
    add(store, "x");
    Watch watch = store.watch(WatchFilter.of(EVENTS));
    add(store, "w");
    assertThat(WatchReader.lines(watch, 3))
        .containsExactly("events/w created", "events/z deleted", "committed");
    assertThat(ids(store, 0)).containsExactly("y", "x", "w");
  }

  @Test
  default void aCommitWithMoreEventsThanAreKeptKeepsTheLast() {
    Store store = open(StoreLimits.DEFAULT.withEvents(2, Duration.ofDays(1)));
    add(store, "z");
    add(store, "a", "b", "c");
    assertThat(ids(store, 0)).containsExactly("b", "c");
  }

  @Test
  default void eventsThatAreTooOldGoWhenOthersAreAdded() {
    Store store = open(StoreLimits.DEFAULT.withEvents(100, Duration.ofHours(1)));
    add(store, "a");
    clock().advance(Duration.ofMinutes(40));
    add(store, "b");
    clock().advance(Duration.ofMinutes(30));
    add(store, "c");
    assertThat(ids(store, 0)).containsExactly("b", "c");
  }

  @Test
  default void manyOldEventsGoInSmallCommits() {
    Store store = open(StoreLimits.DEFAULT.withEvents(1_000, Duration.ofHours(1)));
    for (int i = 0; i < 100; i++) {
      add(store, "old%02d".formatted(i));
    }
    clock().advance(Duration.ofHours(2));
    Watch watch = store.watch(WatchFilter.everything());
    for (int i = 0; i < 10; i++) {
      add(store, "new" + i);
      assertThat(WatchReader.commit(watch)).hasSizeLessThan(30);
    }
    assertThat(ids(store, 0)).hasSize(10).allMatch(id -> id.startsWith("new"));
  }

  @Test
  default void otherKindsAreNotBounded() {
    Store store = open(StoreLimits.DEFAULT.withEvents(1, Duration.ofHours(1)));
    for (String id : List.of("a", "b", "c")) {
      store.update(t -> t.create(FAILURE_POLICIES, policy(id, id)));
      add(store, id);
    }
    assertThat(seen(store).count(FAILURE_POLICIES)).isEqualTo(3);
    assertThat(ids(store, 0)).containsExactly("c");
  }

  private static long add(Store store, String... ids) {
    return store.update(t -> {
      for (String id : ids) {
        t.create(EVENTS, event(id));
      }
      return t.get(EVENTS, ids[0]).orElseThrow().getMeta().getVersion();
    });
  }

  private static List<String> ids(Store store, long after) {
    return seen(store).findAfter(EVENTS_BY_VERSION, versionKey(after), Integer.MAX_VALUE).stream()
        .map(Event::getId)
        .toList();
  }
}
