package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The same seed and the same containers give the same schedule.
final class ReplayTest {
  private static final FailurePolicySpec.Builder SPEC =
      World.everySecond()
          .setProbability(.4)
          .setBlastRadius(BlastRadius.newBuilder().setLimit(Amount.newBuilder().setCount(3)));

  /// Who was hit when, and in which order hits were admitted.
  private static List<String> schedule(
      List<Target> voters, long idSeed, FailurePolicySpec.Builder spec) {
    World world = new World(idSeed);
    world.report(voters);
    world.start(spec);
    world.runTo(Duration.ofSeconds(60));
    return world.injections().stream()
        .map(i -> World.beginOf(i) + " " + i.getSpec().getTargetKey())
        .sorted()
        .toList();
  }

  @Test
  void otherContainerAndPolicyIdsChangeNothing() {
    List<String> first = schedule(TestTargets.voters(8, "a"), 1, SPEC);
    List<Target> recreated = new ArrayList<>(TestTargets.voters(8, "zz"));
    Collections.shuffle(recreated, new Random(3));
    assertThat(first).hasSizeGreaterThan(100);
    assertThat(schedule(recreated, 2, SPEC)).isEqualTo(first);
  }

  @Test
  void anotherSeedOrNameChangesTheSchedule() {
    List<String> first = schedule(TestTargets.voters(8, "a"), 1, SPEC);
    assertThat(schedule(TestTargets.voters(8, "a"), 1, SPEC.clone().setSeed(43)))
        .isNotEqualTo(first);
    assertThat(schedule(TestTargets.voters(8, "a"), 1, SPEC.clone().setName("q")))
        .isNotEqualTo(first);
  }

  @Test
  void containersThatComeDoNotChangeWhatOthersRoll() {
    FailurePolicySpec.Builder free = SPEC.clone().clearBlastRadius();
    List<String> five = schedule(TestTargets.voters(5, "a"), 1, free);
    List<String> eight = schedule(TestTargets.voters(8, "a"), 1, free);
    assertThat(eight).containsAll(five);
  }

  @Test
  void aPolicyThatIsStartedAgainReplaysWithNewIds() {
    World world = new World(TestTargets.voters(5, "a"));
    String id = world.start(SPEC);
    world.runTo(Duration.ofSeconds(10));
    world.control.stop(id);
    world.endInjections(true);
    List<String> first = keys(world, Duration.ZERO);
    world.runTo(Duration.ofSeconds(100));
    world.control.start(id);
    world.report(TestTargets.voters(5, "a"));
    world.runTo(Duration.ofSeconds(110));
    assertThat(first).isNotEmpty();
    assertThat(keys(world, Duration.ofSeconds(100))).isEqualTo(first);
  }

  private static List<String> keys(World world, Duration from) {
    return world.injections().stream()
        .filter(i -> World.beginOf(i).compareTo(from) >= 0)
        .map(i -> i.getSpec().getTick() + " " + i.getSpec().getTargetKey())
        .sorted()
        .toList();
  }
}
