package io.entropy.store.conformance;

import static io.entropy.store.StoreException.Code.CLOSED;
import static io.entropy.store.conformance.Samples.assertRefused;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.seen;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchFilter;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The end of a watch and of a store.
interface ClosingConformance extends StoreUnderTest {

  @Test
  default void aClosedWatchSaysClosedAtOnceAndEachTime() {
    Watch watch = store().watch(WatchFilter.everything());
    create("a");
    watch.close();
    assertThat(WatchReader.lines(watch, 2)).containsExactly("closed", "closed");
    watch.close();
    create("b");
    assertThat(WatchReader.lines(watch, 1)).containsExactly("closed");
  }

  @Test
  default void closingAWatchWakesItsReader() throws Exception {
    Watch watch = store().watch(WatchFilter.everything());
    FutureTask<WatchEvent> reader = reading(watch::take);
    watch.close();
    assertThat(reader.get(20, TimeUnit.SECONDS)).isInstanceOf(Closed.class);
  }

  @Test
  default void closingTheStoreWakesEveryReader() throws Exception {
    FutureTask<WatchEvent> one = reading(store().watch(WatchFilter.everything())::take);
    FutureTask<WatchEvent> two = reading(store().watch(WatchFilter.everything())::take);
    store().close();
    assertThat(one.get(20, TimeUnit.SECONDS)).isInstanceOf(Closed.class);
    assertThat(two.get(20, TimeUnit.SECONDS)).isInstanceOf(Closed.class);
  }

  @Test
  default void whatWasCommittedBeforeTheStoreClosedIsStillTold() {
    Watch watch = store().watch(WatchFilter.everything());
    create("a");
    store().close();
    assertThat(WatchReader.lines(watch, 4))
        .containsExactly("failure-policies/a created", "committed", "closed", "closed");
  }

  @Test
  default void aClosedStoreRefusesEverything() {
    create("a");
    store().close();
    assertRefused(CLOSED, () -> create("b"));
    assertRefused(CLOSED, () -> store().batch(b -> {}));
    assertRefused(CLOSED, () -> store().view(s -> s.version()));
    assertRefused(CLOSED, () -> store().watch(WatchFilter.everything()));
    assertRefused(CLOSED, () -> store().watchFrom(0, WatchFilter.everything()));
    assertRefused(CLOSED, () -> store().viewAndWatch(s -> s.version(), WatchFilter.everything()));
    store().close();
  }

  @Test
  default void aStoreIsNotClosedFromInsideAnUpdate() {
    store()
        .update(t -> {
          assertThatIllegalStateException().isThrownBy(() -> store().close());
          return t.create(FAILURE_POLICIES, policy("a", "a"));
        });
    assertThat(seen(store()).count(FAILURE_POLICIES)).isEqualTo(1);
  }

  private void create(String id) {
    store().update(t -> t.create(FAILURE_POLICIES, policy(id, id)));
  }

  private static FutureTask<WatchEvent> reading(Callable<WatchEvent> read) {
    var task = new FutureTask<>(read);
    Thread.ofVirtual().name("reader").start(task);
    return task;
  }
}
