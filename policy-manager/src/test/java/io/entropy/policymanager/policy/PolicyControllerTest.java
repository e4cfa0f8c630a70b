package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The loop's step on virtual time: grid, lateness, renewals, what is told.
final class PolicyControllerTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void aHitBecomesAnInjectionForItsTargetsAgent() {
    World world = new World(TestTargets.voters(1, "c"));
    String policy = world.start(World.everySecond());
    world.runTo(Duration.ZERO);

    Injection injection = world.injections().getFirst();
    assertThat(injection.getId()).matches("[0-9a-f]{12}");
    assertThat(injection.getDesiredState()).isEqualTo(InjectionState.RUNNING);
    assertThat(injection.getStatus().getState()).isEqualTo(InjectionState.ASSIGNED);
    assertThat(injection.getSpec().getPolicyId()).isEqualTo(policy);
    assertThat(injection.getSpec().getNodeId()).isEqualTo(TestTargets.NODE);
    assertThat(injection.getSpec().getTargetId()).isEqualTo("c00");
    assertThat(injection.getSpec().getTargetKey()).isEqualTo("voter-00");
    assertThat(injection.getSpec().getFailure().getMode()).isEqualTo("test_drop");
    assertThat(injection.getSpec().getTick()).isZero();
    assertThat(World.beginOf(injection)).isZero();
    assertThat(ProtoTime.fromProto(injection.getSpec().getDuration())).isEqualTo(ms(1_000));
  }

  @Test
  void ticksAreWorkedOutAheadAndBeginAtTheirGridTimes() {
    World world = new World(TestTargets.voters(1, "c"));
    world.start(World.everySecond());
    world.runTo(ms(2_950));

    assertThat(world.steps)
        .contains(
            World.START,
            World.START.plusMillis(900),
            World.START.plusMillis(1_900),
            World.START.plusMillis(2_900));
    assertThat(world.injections())
        .extracting(World::beginOf)
        .containsExactly(ms(0), ms(1_000), ms(2_000), ms(3_000));
  }

  @Test
  void renewalsFollowOneAnotherWithoutAGap() {
    World world = new World(TestTargets.voters(3, "c"));
    world.start(World.everySecond());
    world.runTo(Duration.ofSeconds(30));

    for (String target : List.of("c00", "c01", "c02")) {
      List<Injection> chain =
          world.injections().stream()
              .filter(i -> i.getSpec().getTargetId().equals(target))
              .toList();
      assertThat(chain).hasSize(31);
      for (int i = 1; i < chain.size(); i++) {
        assertThat(ProtoTime.fromProto(chain.get(i).getSpec().getBegins()))
            .isEqualTo(InjectionTimes.endOf(chain.get(i - 1)));
        assertThat(chain.get(i).getSpec().getRenews()).isEqualTo(chain.get(i - 1).getId());
      }
    }
  }

  @Test
  void aRenewedInjectionIsLeftToTheTakeOverAndOthersAreToldToEndAtTheirGridEnd() {
    World world = new World(TestTargets.voters(1, "c"));
    String policy = world.start(World.everySecond());
    world.runTo(ms(1_500));
    Injection renewed = world.injections().getFirst();
    assertThat(renewed.getDesiredState()).isEqualTo(InjectionState.RUNNING);

    world.runTo(ms(2_000));
    assertThat(world.injections().getFirst().getDesiredState()).isEqualTo(InjectionState.COMPLETE);

    World once = new World(TestTargets.voters(1, "c"));
    once.start(
        World.everySecond()
            .setFrequency(ProtoTime.toProto(ms(5_000)))
            .setDuration(ProtoTime.toProto(ms(700))));
    once.runTo(ms(699));
    assertThat(once.injections().getFirst().getDesiredState()).isEqualTo(InjectionState.RUNNING);
    once.runTo(ms(700));
    assertThat(once.injections().getFirst().getDesiredState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(world.status(policy).getNextTick()).isEqualTo(3);
  }

  @Test
  void aFaultThatIsStillActiveAtTheTickIsNotMadeTwice() {
    World world = new World(TestTargets.voters(1, "c"));
    String policy = world.start(World.everySecond().setDuration(ProtoTime.toProto(ms(2_500))));
    world.runTo(ms(3_500));

    assertThat(world.injections()).extracting(World::beginOf).containsExactly(ms(0), ms(3_000));
    assertThat(world.injections().get(1).getSpec().getRenews()).isEmpty();
    assertThat(world.events(EventTypes.INJECTION_REFUSED))
        .extracting(e -> e.getData().getFieldsOrThrow("reason").getStringValue())
        .containsExactly("already_active", "already_active");
    assertThat(world.status(policy).getRefusals()).isEqualTo(2);
  }

  @Test
  void afterAFaultThatFailedTheNextHitMakesANewOne() {
    World world = new World(TestTargets.voters(1, "c"));
    world.start(World.everySecond().setDuration(ProtoTime.toProto(ms(10_000))));
    world.runTo(ms(100));
    world.report(world.injections().getFirst(), InjectionState.FAILED, EndReason.ERROR);
    world.runTo(ms(1_000));
    assertThat(world.injections()).hasSize(2);
  }

  @Test
  void aFaultThatCouldNotBeUndoneCountsForEver() {
    World world = new World(TestTargets.voters(1, "c"));
    world.start(World.everySecond());
    world.runTo(ms(100));
    world.report(world.injections().getFirst(), InjectionState.FAILED, EndReason.LEAKED);
    world.runTo(ms(10_000));
    assertThat(world.injections()).hasSize(1);
  }

  @Test
  void lateTicksDoNotDrift() {
    World world = new World(TestTargets.voters(1, "c"));
    String policy = world.start(World.everySecond());
    world.runTo(Duration.ZERO);
    world.oversleepTo(ms(1_480));
    world.runTo(ms(3_000));

    assertThat(world.injections())
        .extracting(World::beginOf)
        .containsExactly(ms(0), ms(1_000), ms(2_000), ms(3_000));
    assertThat(world.status(policy).getMissedTicks()).isZero();
  }

  @Test
  void missedTicksAreSkippedCountedAndTold() {
    World world = new World(TestTargets.voters(1, "c"));
    String policy = world.start(World.everySecond());
    world.runTo(Duration.ZERO);
    world.oversleepTo(ms(5_200)); // 1 to 4 are gone, 5 is late
    world.runTo(ms(6_000));

    assertThat(world.injections())
        .extracting(World::beginOf)
        .containsExactly(ms(0), ms(5_000), ms(6_000));
    FailurePolicyStatus status = world.status(policy);
    assertThat(status.getMissedTicks()).isEqualTo(4);
    assertThat(status.getRolls()).isEqualTo(3);
    assertThat(world.events(EventTypes.ROLL))
        .extracting(e -> World.number(e, "missed"))
        .containsExactly(0.0, 4.0, 0.0);
  }

  @Test
  void aTickWhoseFaultsWouldBeOverAlreadyIsMissedToo() {
    World world = new World(TestTargets.voters(1, "c"));
    String policy = world.start(World.everySecond().setDuration(ProtoTime.toProto(ms(200))));
    world.runTo(Duration.ZERO);
    world.oversleepTo(ms(1_200));

    assertThat(world.injections()).hasSize(1);
    assertThat(world.status(policy).getMissedTicks()).isEqualTo(1);
    assertThat(world.status(policy).getNextTick()).isEqualTo(2);
  }

  @Test
  void oneRollEventATickHasTheCounts() {
    World world = new World(TestTargets.voters(10, "c"));
    String policy = world.start(World.everySecond().setProbability(.3));
    world.runTo(ms(20_000));

    var rolls = world.events(EventTypes.ROLL);
    assertThat(rolls)
        .hasSize(21)
        .allSatisfy(r -> assertThat(World.number(r, "rolled")).isEqualTo(10));
    double hits = rolls.stream().mapToDouble(r -> World.number(r, "hits")).sum();
    double injected = rolls.stream().mapToDouble(r -> World.number(r, "injected")).sum();
    FailurePolicyStatus status = world.status(policy);
    assertThat(status.getRolls()).isEqualTo(210);
    assertThat((double) status.getHits()).isEqualTo(hits).isBetween(30.0, 100.0);
    assertThat((double) status.getInjections()).isEqualTo(injected);
    assertThat(world.injections()).hasSize((int) injected);
    assertThat(world.events(EventTypes.INJECTION_REQUESTED)).hasSize((int) injected);
  }

  @Test
  void aTickOfManyHitsIsWrittenInPiecesThatEtcdTakes() {
    World world = new World(TestTargets.voters(1_000, "c"));
    String policy = world.start(World.everySecond());
    world.runTo(Duration.ZERO);

    assertThat(world.injections()).hasSize(1_000);
    assertThat(world.status(policy).getInjections()).isEqualTo(1_000);
    var sizes =
        world.injections().stream()
            .collect(Collectors.groupingBy(i -> i.getMeta().getVersion(), Collectors.counting()));
    assertThat(sizes.values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(48));
  }

  @Test
  void probabilityZeroNeverHitsAndOneAlways() {
    World never = new World(TestTargets.voters(5, "c"));
    never.start(World.everySecond().setProbability(0));
    never.runTo(ms(100_000));
    assertThat(never.injections()).isEmpty();
    assertThat(never.events(EventTypes.ROLL)).hasSize(101);
  }

  @Test
  void finishedInjectionsBeyondTheBoundGoOldestFirstAndStayCounted() {
    World world = new World(TestTargets.voters(40, "c"));
    String policy = world.start(World.everySecond());
    for (int second = 0; second < 60; second++) {
      world.runTo(Duration.ofSeconds(second));
      world.endInjections(false);
    }
    int kept = InjectionRetention.DEFAULT.kept();
    int most = kept + InjectionRetention.DEFAULT.slack() + 3 * 40; // live ones on top
    assertThat(world.injections()).hasSizeBetween(kept, most);
    assertThat(world.injections().getFirst().getSpec().getTick()).isGreaterThan(20);
    assertThat(world.status(policy).getInjections()).isEqualTo(60 * 40);
  }

  @Test
  void policiesAreRolledEachOnItsOwnGrid() {
    World world = new World(TestTargets.voters(1, "c"));
    world.start(World.everySecond().setName("a"));
    world.runTo(ms(300));
    world.start(
        World.everySecond()
            .setName("b")
            .setFailure(
                World.everySecond().getFailure().toBuilder().putParameters("percent", "10")));
    world.runTo(ms(2_000));
    assertThat(world.injections())
        .extracting(World::beginOf)
        .containsExactly(ms(0), ms(300), ms(1_000), ms(1_300), ms(2_000));
  }
}
