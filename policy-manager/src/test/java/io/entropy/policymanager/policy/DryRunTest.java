package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.policymanager.policy.DryRun.Fault;
import io.entropy.policymanager.policy.DryRun.Item;
import io.entropy.policymanager.policy.DryRun.Refused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DryRunTest {
  private final DryRun dryRun = new DryRun(TestModes.MODES);

  @Test
  void givesTheScheduleThatTheRealRunWouldHave() {
    FailurePolicySpec.Builder spec =
        World.everySecond()
            .setProbability(.5)
            .setBlastRadius(BlastRadius.newBuilder().setLimit(Amount.newBuilder().setCount(2)));
    var schedule = dryRun.run(spec.build(), TestTargets.voters(5, "c"), 60);

    World real = new World(TestTargets.voters(5, "other"));
    String policy = real.start(spec);
    real.runTo(Duration.ofMillis(59_500));

    assertThat(schedule.totals().getRolls()).isEqualTo(300);
    assertThat(schedule.totals().getHits()).isEqualTo(real.status(policy).getHits());
    assertThat(schedule.totals().getRefusals())
        .isEqualTo(real.status(policy).getRefusals())
        .isPositive();
    assertThat(lines(schedule.items()))
        .containsExactlyInAnyOrderElementsOf(
            real.injections().stream()
                .map(i -> World.beginOf(i) + " " + i.getSpec().getTargetKey())
                .toList());
  }

  @Test
  void itemsComeInOrderOfTimeWithRenewalsAndRefusals() {
    var schedule =
        dryRun.run(
            World.everySecond()
                .setBlastRadius(BlastRadius.newBuilder().setLimit(Amount.newBuilder().setCount(1)))
                .build(),
            TestTargets.voters(2, "c"),
            3);
    assertThat(schedule.items()).extracting(Item::tick).containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
    assertThat(schedule.items()).extracting(i -> i instanceof Refused).contains(true, false);

    var alone = dryRun.run(World.everySecond().build(), TestTargets.voters(1, "c"), 2);
    assertThat(alone.items())
        .containsExactly(
            new Fault(
                Duration.ZERO,
                0,
                "voter-00",
                List.of("voter-00"),
                Duration.ofSeconds(1),
                false,
                List.of()),
            new Fault(
                Duration.ofSeconds(1),
                1,
                "voter-00",
                List.of("voter-00"),
                Duration.ofSeconds(1),
                true,
                List.of()));
  }

  @Test
  void manyTicksStayWithinBounds() {
    var schedule = dryRun.run(World.everySecond().build(), TestTargets.voters(3, "c"), 2_000);
    assertThat(schedule.items()).hasSize(6_000);
  }

  private static List<String> lines(List<Item> items) {
    return items.stream()
        .filter(i -> i instanceof Fault)
        .map(i -> i.at() + " " + i.targetName())
        .toList();
  }
}
