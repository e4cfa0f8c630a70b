package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is admitted, in which order, and what is told of what isn't.
final class AdmissionTest {

  private static BlastRadius.Builder limit(int count) {
    return BlastRadius.newBuilder().setLimit(Amount.newBuilder().setCount(count));
  }

  private static BlastRadius.Builder minHealthy(int count) {
    return BlastRadius.newBuilder().setMinHealthy(Amount.newBuilder().setCount(count));
  }

  private static List<String> reasons(World world) {
    return world.events(EventTypes.INJECTION_REFUSED).stream()
        .map(e -> e.getData().getFieldsOrThrow("reason").getStringValue())
        .toList();
  }

  @Test
  void theLowestRollsWinWhatTheLimitLeaves() {
    World world = new World(TestTargets.voters(10, "c"));
    world.start(World.everySecond().setBlastRadius(limit(3)));
    world.runTo(Duration.ZERO);

    Dice dice = new Dice(42, "p");
    List<String> byRoll =
        TestTargets.voters(10, "c").stream()
            .map(t -> t.getSpec().getKey())
            .sorted(Comparator.comparingDouble(k -> dice.roll(k, 0)))
            .toList();
    assertThat(world.injections())
        .extracting(i -> i.getSpec().getTargetKey())
        .containsExactlyInAnyOrderElementsOf(byRoll.subList(0, 3));
    assertThat(world.events(EventTypes.INJECTION_REFUSED))
        .extracting(EventSpec::getTargetName)
        .containsExactlyElementsOf(byRoll.subList(3, 10));
  }

  @Test
  void everyTargetWinsAsOftenAsAnyOther() {
    World world = new World(TestTargets.voters(5, "c"));
    world.start(World.everySecond().setBlastRadius(limit(1)));
    world.runTo(Duration.ofSeconds(499));
    var wins =
        world.injections().stream()
            .collect(Collectors.groupingBy(i -> i.getSpec().getTargetKey(), Collectors.counting()));
    // 500 ticks, one in five each: 100 ± 4 standard deviations of 9.
    assertThat(wins).hasSize(5);
    assertThat(wins.values()).allSatisfy(n -> assertThat(n).isBetween(64L, 136L));
  }

  @Test
  void aRefusalNamesItsReasonAndTheNumbers() {
    World world = new World(TestTargets.voters(3, "c"));
    world.start(World.everySecond().setBlastRadius(limit(2)));
    world.runTo(Duration.ZERO);
    assertThat(world.events(EventTypes.INJECTION_REFUSED))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getMessage()).endsWith("3 would have a fault, at most 2 may");
          assertThat(World.number(e, "actual")).isEqualTo(3);
          assertThat(World.number(e, "bound")).isEqualTo(2);
        });
  }

  @Test
  void theLimitCountsFaultsOfOtherPolicies() {
    World world = new World(TestTargets.voters(3, "c"));
    world.start(World.everySecond().setName("free"));
    world.runTo(Duration.ofMillis(100));
    world.start(
        World.everySecond()
            .setName("bounded")
            .setFailure(Failure.newBuilder().setMode("test_pause"))
            .setBlastRadius(limit(2)));
    world.runTo(Duration.ofMillis(200));
    assertThat(reasons(world)).containsExactly("limit", "limit", "limit");
  }

  @Test
  void theSameFaultOfAnotherPolicyIsNotMadeTwiceUnderAnyOfItsNames() {
    World world = new World(TestTargets.voters(1, "c"));
    world.start(World.everySecond().setName("a"));
    world.runTo(Duration.ofMillis(100));
    world.start(
        World.everySecond()
            .setName("b")
            .setFailure(Failure.newBuilder().setMode("test_drop_alias")));
    world.runTo(Duration.ofMillis(200));
    assertThat(reasons(world)).containsExactly("already_active");
  }

  @Test
  void unhealthyAndStoppedContainersCountAgainstMinHealthy() {
    List<Target> voters = new ArrayList<>(TestTargets.voters(5, "c"));
    voters.set(0, TestTargets.with(voters.get(0), Health.UNHEALTHY));
    voters.set(1, TestTargets.with(voters.get(1), State.STOPPED));
    World world = new World(voters);
    world.start(World.everySecond().setBlastRadius(minHealthy(3)));
    world.runTo(Duration.ZERO);
    // Three are healthy: not one of them may be hurt; the unhealthy one may.
    assertThat(world.injections())
        .extracting(i -> i.getSpec().getTargetId())
        .containsExactly("c00");
    assertThat(reasons(world))
        .containsExactlyInAnyOrder("not_running", "min_healthy", "min_healthy", "min_healthy");
  }

  @Test
  void belowTheMinimumNothingIsHurtNotEvenWhatIsUnwell() {
    List<Target> voters = new ArrayList<>(TestTargets.voters(2, "c"));
    voters.set(0, TestTargets.with(voters.get(0), Health.UNHEALTHY));
    World world = new World(voters);
    world.start(World.everySecond().setBlastRadius(minHealthy(2)));
    world.runTo(Duration.ZERO);
    assertThat(world.injections()).isEmpty();
    assertThat(reasons(world)).containsExactly("min_healthy", "min_healthy");
  }

  @Test
  void whatEndsAtATickMakesRoomAtThatTick() {
    World world = new World(TestTargets.voters(4, "c"));
    world.start(World.everySecond().setBlastRadius(limit(1)));
    world.runTo(Duration.ofSeconds(20));
    assertThat(world.injections()).hasSize(21);
  }
}
