package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GridTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Grid SECONDS = new Grid(START, Duration.ofSeconds(1), Long.MAX_VALUE);
  private static final Grid FAST = new Grid(START, Duration.ofMillis(40), Long.MAX_VALUE);

  @Test
  void ticksStandAtMultiplesOfTheFrequencyFromTheStart() {
    assertThat(SECONDS.timeOf(0)).isEqualTo(START);
    assertThat(SECONDS.timeOf(86_400)).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  void theFirstTickHasNoLead() {
    assertThat(SECONDS.dueAt(0)).isEqualTo(START);
    assertThat(SECONDS.lastDue(START.minusNanos(1))).isEqualTo(-1);
    assertThat(SECONDS.lastDue(START)).isZero();
  }

  @Test
  void laterTicksAreWorkedOutAHundredMillisecondsBefore() {
    assertThat(SECONDS.dueAt(3)).isEqualTo(START.plusMillis(2_900));
    assertThat(SECONDS.lastDue(START.plusMillis(2_900).minusNanos(1))).isEqualTo(2);
    assertThat(SECONDS.lastDue(START.plusMillis(2_900))).isEqualTo(3);
  }

  @Test
  void aFastGridsLeadIsAQuarterOfItsFrequency() {
    assertThat(FAST.dueAt(1)).isEqualTo(START.plusMillis(30));
    assertThat(FAST.lastDue(START.plusMillis(29))).isZero();
    assertThat(FAST.lastDue(START.plusMillis(30))).isEqualTo(1);
  }

  @Test
  void everyTickIsTheLastDueAtItsDueTime() {
    for (long tick = 0; tick < 1_000; tick++) {
      assertThat(FAST.lastDue(FAST.dueAt(tick))).isEqualTo(tick);
      assertThat(SECONDS.lastDue(SECONDS.dueAt(tick))).isEqualTo(tick);
    }
  }

  @Test
  void aRunHasOneTickForEachFrequencyThatBeginsWithinIt() {
    assertThat(ticksOf(Duration.ofSeconds(20))).isEqualTo(20);
    assertThat(ticksOf(Duration.ofMillis(20_001))).isEqualTo(21);
    assertThat(ticksOf(Duration.ofMillis(10))).isEqualTo(1);
  }

  @Test
  void nothingIsDueAfterTheLastTick() {
    Grid three = new Grid(START, Duration.ofSeconds(1), 3);
    assertThat(three.lastDue(START.plusSeconds(100))).isEqualTo(2);
    assertThat(three.dueAt(2)).isBefore(START.plusSeconds(2));
    assertThat(three.dueAt(3)).isEqualTo(Instant.MAX);
  }

  private static long ticksOf(Duration runFor) {
    FailurePolicySpec spec =
        FailurePolicySpec.newBuilder()
            .setFrequency(ProtoTime.toProto(Duration.ofSeconds(1)))
            .setRunFor(ProtoTime.toProto(runFor))
            .build();
    return Grid.of(FailurePolicy.newBuilder().setSpec(spec).build()).ticks();
  }
}
