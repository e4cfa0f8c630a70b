package io.entropy.policymanager.steadystate;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Real probes of a real server, on a faster grid.
final class SteadyStateWatchIT {
  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestServer server;
  private final MemoryStore store = new MemoryStore(InstantSource.system());
  private final EventLog log =
      new EventLog("test", InstantSource.system(), new SplittableRandom(1));

  SteadyStateWatchIT() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void close() {
    server.close();
    store.close();
  }

  private SteadyStateWatch watch() {
    HttpProbe probe = new HttpProbe(server.uri("/status"), Duration.ofSeconds(5));
    return new SteadyStateWatch(store, log, List.of(probe), Hysteresis.DEFAULT, INTERVAL);
  }

  private List<String> changes() {
    return store.view(s -> s.findAfter(Kinds.EVENTS_BY_VERSION, "", 10_000)).stream()
        .map(Event::getSpec)
        .map(e -> e.getType())
        .filter(t -> !t.equals(EventTypes.PROBE_SAMPLED))
        .toList();
  }

  private void awaitVerdict(SteadyStateWatch watch, Verdict wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (watch.verdict() != wanted) {
      assertThat(System.nanoTime()).as("%s in time", wanted).isLessThan(end);
      Thread.sleep(INTERVAL);
    }
  }

  @Test
  void aHealthySystemHolds() throws InterruptedException {
    try (SteadyStateWatch watch = watch()) {
      watch.start();
      assertThat(watch.awaitBaseline()).isEmpty();
      awaitVerdict(watch, Verdict.HELD);
      assertThat(watch.finish()).isEqualTo(Verdict.HELD);
    }
    assertThat(changes())
        .containsExactly(EventTypes.STEADYSTATE_BASELINED, EventTypes.STEADYSTATE_HELD);
  }

  @Test
  void aSystemThatIsIllToBeginWithIsNamed() throws InterruptedException {
    server.status.set(503);
    try (SteadyStateWatch watch = watch()) {
      watch.start();
      assertThat(watch.awaitBaseline()).containsExactly(server.uri("/status").toString());
      assertThat(watch.finish()).isEqualTo(Verdict.INCONCLUSIVE);
    }
    assertThat(changes()).isEmpty();
  }

  @Test
  void aDeviationAndItsRecoveryAreTold() throws InterruptedException {
    try (SteadyStateWatch watch = watch()) {
      watch.start();
      assertThat(watch.awaitBaseline()).isEmpty();
      server.status.set(500);
      awaitVerdict(watch, Verdict.DEVIATED);
      assertThat(watch.awaitRecovery(Duration.ofMillis(100))).isFalse();
      server.status.set(200);
      assertThat(watch.awaitRecovery(PATIENCE)).isTrue();
      assertThat(watch.finish()).isEqualTo(Verdict.DEVIATED_AND_RECOVERED);
    }
    assertThat(changes())
        .containsExactly(
            EventTypes.STEADYSTATE_BASELINED,
            EventTypes.STEADYSTATE_DEVIATED,
            EventTypes.STEADYSTATE_RECOVERED);
  }

  @Test
  void eachSampleIsAnEventAndNoneComesAfterTheFinish() throws InterruptedException {
    SteadyStateWatch watch = watch();
    watch.start();
    watch.awaitBaseline();
    watch.finish();
    int events = store.view(s -> s.count(Kinds.EVENTS));
    Thread.sleep(INTERVAL.multipliedBy(5));
    assertThat(store.<Integer>view(s -> s.count(Kinds.EVENTS))).isEqualTo(events);
    assertThat(events).isGreaterThanOrEqualTo(4);
    watch.close();
  }
}
