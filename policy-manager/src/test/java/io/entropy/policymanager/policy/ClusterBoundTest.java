package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What several policies may do together: the cluster's bound, and each one's minimum of healthy
/// targets, whoever hurts them.
final class ClusterBoundTest {

  private static Amount count(int most) {
    return Amount.newBuilder().setCount(most).build();
  }

  private static World world(Amount bound, List<Target> targets) {
    World world = new World(7);
    world.bound(bound);
    world.report(targets);
    return world;
  }

  /// Whose failure is like no other's.
  private static FailurePolicySpec.Builder policy(String name) {
    return World.everySecond()
        .setName(name)
        .setDuration(ProtoTime.toProto(Duration.ofMillis(1_500)))
        .setFailure(
            Failure.newBuilder()
                .setMode("test_drop")
                .putParameters("percent", name.equals("a") ? "50" : "60"));
  }

  private static List<String> hurt(World world) {
    return world.injections().stream()
        .map(i -> i.getSpec().getTargetId())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<EventSpec> refusals(World world, String reason) {
    return world.events(EventTypes.INJECTION_REFUSED).stream()
        .filter(e -> e.getData().getFieldsOrThrow("reason").getStringValue().equals(reason))
        .toList();
  }

  @Test
  void policiesShareOneBoundAndRefusalsSayIt() {
    World world = world(count(3), TestTargets.voters(10, "c"));
    world.start(World.everySecond().setName("a").setBlastRadius(limit(2)));
    world.start(World.everySecond().setName("b").setSeed(43));
    world.runTo(Duration.ZERO);
    assertThat(hurt(world)).hasSize(3);
    assertThat(refusals(world, "limit")).hasSize(8);
    EventSpec told = refusals(world, "max_active").getFirst();
    assertThat(told.getMessage())
        .contains("4 targets would have a fault over all policies, at most 3 may");
    assertThat(World.number(told, "actual")).isEqualTo(4);
    assertThat(World.number(told, "bound")).isEqualTo(3);
  }

  private static BlastRadius.Builder limit(int most) {
    return BlastRadius.newBuilder().setLimit(Amount.newBuilder().setCount(most));
  }

  @Test
  void aBoundThatIsChangedHoldsFromTheNextTickOn() {
    World world = world(count(1), TestTargets.voters(10, "c"));
    world.start(policy("a").setDuration(ProtoTime.toProto(Duration.ofSeconds(10))));
    world.runTo(Duration.ZERO);
    assertThat(hurt(world)).hasSize(1);
    world.bound(count(4));
    world.runTo(Duration.ofSeconds(1));
    assertThat(hurt(world)).hasSize(4);
    world.bound(count(2));
    world.runTo(Duration.ofSeconds(2));
    assertThat(hurt(world)).hasSize(4);
  }

  @Test
  void aTargetThatIsHurtAlreadyCountsOnce() {
    World world = world(count(1), TestTargets.voters(1, "c"));
    world.start(policy("a"));
    world.start(policy("b"));
    world.runTo(Duration.ZERO);
    assertThat(world.injections()).hasSize(2);
    assertThat(world.events(EventTypes.INJECTION_REFUSED)).isEmpty();
  }

  @Test
  void percentAreOfTheContainersThatRunRoundedDown() {
    List<Target> voters = new ArrayList<>(TestTargets.voters(10, "c"));
    voters.set(0, TestTargets.with(voters.get(0), State.STOPPED));
    Amount half = Amount.newBuilder().setPercent(50).build();
    World world = world(half, voters);
    world.start(policy("a"));
    world.runTo(Duration.ZERO);
    assertThat(hurt(world)).hasSize(4);
  }

  @Test
  void whatNobodyReportedAsOverStillCounts() {
    World world = world(count(1), TestTargets.voters(2, "c"));
    world.start(policy("a"));
    world.runTo(Duration.ofSeconds(10)); // the agent says nothing, and the grid end passes
    assertThat(hurt(world)).hasSize(1);
    for (int tick = 11; tick < 40; tick++) {
      world.endInjections(true);
      world.runTo(Duration.ofSeconds(tick));
    }
    assertThat(hurt(world)).hasSize(2);
  }

  @Test
  void whatCouldNotBeUndoneCountsForEver() {
    World world = world(count(1), TestTargets.voters(2, "c"));
    world.start(policy("a"));
    world.runTo(Duration.ZERO);
    world.report(world.injections().getFirst(), InjectionState.FAILED, EndReason.LEAKED);
    world.runTo(Duration.ofSeconds(5));
    assertThat(hurt(world)).hasSize(1);
  }

  @Test
  void aPolicyTakesOverItsOwnRoomAtItsTick() {
    World world = world(count(1), TestTargets.voters(1, "c"));
    world.start(World.everySecond());
    for (int tick = 0; tick < 5; tick++) {
      world.runTo(Duration.ofSeconds(tick));
      world.injections().stream()
          .filter(i ->
              World.beginOf(i).compareTo(Duration.between(World.START, world.time.instant())) < 0)
          .filter(ActiveFaults::isLive)
          .forEach(i -> world.report(i, InjectionState.COMPLETE, EndReason.ELAPSED));
    }
    assertThat(world.injections()).hasSize(5);
  }

  @Test
  void theMinimumOfHealthyOnesCountsWhatOtherPoliciesHurt() {
    World world = world(Amount.getDefaultInstance(), TestTargets.voters(5, "c"));
    world.start(policy("a").setBlastRadius(limit(2)));
    world.runTo(Duration.ZERO);
    world.start(
        policy("b")
            .setBlastRadius(
                BlastRadius.newBuilder().setMinHealthy(Amount.newBuilder().setCount(3))));
    world.runTo(Duration.ofMillis(100));
    List<String> b = hurt(world);
    assertThat(b).hasSize(2); // only those that a has hurt already
    assertThat(refusals(world, "min_healthy")).hasSize(3);
  }

  @Test
  void whatAnotherPolicyHurtIsNotHealthyBeforeItsEndIsReported() {
    World world = world(Amount.getDefaultInstance(), TestTargets.voters(2, "c"));
    String a = world.start(policy("a").setRunFor(ProtoTime.toProto(Duration.ofMillis(500))));
    world.runTo(Duration.ofSeconds(3)); // over by the clock; no agent has said so
    world.control.stop(a);
    world.start(
        policy("b")
            .setBlastRadius(
                BlastRadius.newBuilder().setMinHealthy(Amount.newBuilder().setCount(1))));
    world.runTo(Duration.ofSeconds(3));
    assertThat(world.injections()).hasSize(2);
    assertThat(refusals(world, "min_healthy")).hasSize(2);
    world.endInjections(true);
    world.runTo(Duration.ofSeconds(4));
    assertThat(world.injections()).hasSize(3);
  }
}
