package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.Injection;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The loop on its own thread and the real clock.
final class PolicyLoopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SteadyTime clock = SteadyTime.start();
  private final MemoryStore store = new MemoryStore(clock);
  private final EventLog log = new EventLog("test", clock, new SplittableRandom(1));
  private final PolicyControl control =
      new PolicyControl(store, TestModes.MODES, clock, new SplittableRandom(2), log);
  private final PolicyLoop loop =
      PolicyLoop.start(new PolicyController(store, TestModes.MODES, log), store, clock);

  @AfterEach
  void close() {
    loop.close();
    store.close();
  }

  @Test
  void wakesForAPolicyThatIsStartedAndTicksAheadOfItsGrid() throws InterruptedException {
    new TargetRecorder(store).complete(TestTargets.NODE, TestTargets.voters(1, "c"));
    List<Duration> ahead = new ArrayList<>();
    try (Watch watch = store.watch(WatchFilter.of(Kinds.INJECTIONS))) {
      control.start(
          control
              .create(
                  World.everySecond()
                      .setFrequency(ProtoTime.toProto(Duration.ofMillis(400)))
                      .build())
              .getId());
      while (ahead.size() < 4) {
        if (next(watch) instanceof WatchEvent.Change<?> change
            && change.before() == null
            && change.after() instanceof Injection injection) {
          Instant begins = ProtoTime.fromProto(injection.getSpec().getBegins());
          ahead.add(Duration.between(clock.instant(), begins));
        }
      }
    }
    // The machine is noisy; but never may a tick be worked out before its lead.
    assertThat(ahead.getFirst()).isLessThanOrEqualTo(Duration.ZERO);
    assertThat(ahead.subList(1, 4))
        .allSatisfy(a -> assertThat(a).isLessThanOrEqualTo(Duration.ofMillis(100)));
    assertThat(ahead.subList(1, 4)).anySatisfy(a -> assertThat(a).isPositive());
  }

  @Test
  void closesAtOnceWhileItWaits() {
    Instant before = clock.instant();
    loop.close();
    assertThat(Duration.between(before, clock.instant())).isLessThan(PATIENCE);
  }

  private static WatchEvent next(Watch watch) throws InterruptedException {
    return Objects.requireNonNull(watch.poll(PATIENCE), () -> "nothing came within " + PATIENCE);
  }
}
