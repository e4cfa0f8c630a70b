package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random policies on random containers that come, go, fall ill and recover, while agents report
/// early, late or not at all: never more than the limit at once, never fewer healthy at a tick than
/// the minimum because of a new fault.
final class BlastRadiusSimulationTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theBlastRadiusHolds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int limit = random.nextInt(1, 6);
    int minHealthy = random.nextInt(0, 6);
    World world = new World(containers(random));
    String policy =
        world.start(
            World.everySecond()
                .setSeed(seed)
                .setProbability(random.nextDouble(.2, 1))
                .setDuration(ProtoTime.toProto(Duration.ofMillis(random.nextInt(1, 40) * 100L)))
                .setBlastRadius(
                    BlastRadius.newBuilder()
                        .setLimit(Amount.newBuilder().setCount(limit))
                        .setMinHealthy(Amount.newBuilder().setCount(minHealthy))));
    for (int tick = 0; tick < 40; tick++) {
      // Just after the tick at its grid time; containers change between two ticks only.
      world.runTo(Duration.ofSeconds(tick));
      checkTick(world, tick, limit, minHealthy, seed);
      agentsReport(world, random);
      if (random.nextInt(4) == 0) {
        world.report(containers(random));
      }
    }
    FailurePolicyStatus status = world.status(policy);
    assertThat(status.getInjections() + status.getRefusals())
        .as("seed %d: every hit is injected or refused", seed)
        .isEqualTo(status.getHits());
    assertThat(world.events(EventTypes.INJECTION_REFUSED)).hasSize((int) status.getRefusals());
  }

  private static void checkTick(World world, int tick, int limit, int minHealthy, long seed) {
    Instant now = World.START.plusSeconds(tick);
    List<Target> targets = world.store.view(s -> s.all(Kinds.TARGETS));
    List<String> hurt =
        world.injections().stream()
            .filter(i -> isActive(i, now))
            .map(i -> i.getSpec().getTargetId())
            .toList();
    assertThat(hurt).as("seed %d, tick %d: one fault a target", seed, tick).doesNotHaveDuplicates();
    boolean injected =
        world.injections().stream().anyMatch(i -> i.getSpec().getTick() == tick && isNew(i, now));
    if (injected) {
      // Faults of containers that went meanwhile hurt nobody any more.
      List<String> present = targets.stream().map(Target::getId).filter(hurt::contains).toList();
      assertThat(present).as("seed %d, tick %d", seed, tick).hasSizeLessThanOrEqualTo(limit);
      long healthy =
          targets.stream().filter(t -> isHealthy(t) && !hurt.contains(t.getId())).count();
      assertThat(healthy).as("seed %d, tick %d", seed, tick).isGreaterThanOrEqualTo(minHealthy);
    }
  }

  /// Written again, independently of the code under test.
  private static boolean isActive(Injection i, Instant now) {
    Instant begins = ProtoTime.fromProto(i.getSpec().getBegins());
    Instant ends = begins.plus(ProtoTime.fromProto(i.getSpec().getDuration()));
    return i.getStatus().getState().compareTo(InjectionState.COMPLETE) < 0
        && !begins.isAfter(now)
        && ends.isAfter(now);
  }

  private static boolean isNew(Injection i, Instant now) {
    return ProtoTime.fromProto(i.getSpec().getBegins()).equals(now);
  }

  private static boolean isHealthy(Target target) {
    Health health = target.getStatus().getHealth();
    return target.getStatus().getState() == State.RUNNING
        && health != Health.UNHEALTHY
        && health != Health.STARTING;
  }

  private static List<Target> containers(SplittableRandom random) {
    List<Target> targets = new ArrayList<>();
    for (Target voter : TestTargets.voters(10, "c")) {
      switch (random.nextInt(10)) {
        case 0 -> {} // it isn't there
        case 1 -> targets.add(TestTargets.with(voter, State.STOPPED));
        case 2 -> targets.add(TestTargets.with(voter, Health.UNHEALTHY));
        case 3 -> targets.add(TestTargets.with(voter, Health.STARTING));
        case 4 -> targets.add(TestTargets.with(voter, Health.HEALTHY));
        default -> targets.add(voter);
      }
    }
    return targets;
  }

  private static void agentsReport(World world, SplittableRandom random) {
    for (Injection i : world.injections()) {
      if (i.getStatus().getState().compareTo(InjectionState.COMPLETE) < 0) {
        switch (random.nextInt(8)) {
          case 0 -> world.report(i, InjectionState.FAILED, EndReason.ERROR);
          case 1, 2 -> {
            if (i.getDesiredState().compareTo(InjectionState.COMPLETE) >= 0) {
              world.report(i, InjectionState.COMPLETE, EndReason.ELAPSED);
            }
          }
          default -> {} // it has nothing to say yet
        }
      }
    }
  }
}
