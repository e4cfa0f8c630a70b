package io.entropy.injectors.latency.netem;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.tc.ClassReading;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.network.steering.Passage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetemFidelityTest {
  private static final Impairment DELAY =
      new Impairment.Delay(
          Way.SEND, Duration.ofSeconds(1), Duration.ZERO, 0, Distribution.UNIFORM, false);

  private static Passage passage(long seen, long out, long held, long lost, long reordered) {
    return new Passage(
        new ClassReading(100 * out, out, lost, 0, 100 * held, held, reordered, 0),
        new Counters(seen, 100 * seen, 0, 0),
        Duration.ofSeconds(1),
        Optional.empty());
  }

  private static Verdict verdict(Impairment asked, Passage passage) {
    return NetemFidelity.of(asked, passage).getVerdict();
  }

  @Test
  void aDelayIsAsAskedWhenAllWentThroughAndTheKernelHasIt() {
    Fidelity fidelity = NetemFidelity.of(DELAY, passage(10, 7, 3, 0, 0));
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(fidelity.getAchieved()).isEqualTo("10 packets held by netem for that long");
  }

  @Test
  void nothingSeenTellsNothing() {
    Fidelity fidelity = NetemFidelity.of(DELAY, passage(0, 0, 0, 0, 0));
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(fidelity.getAchieved()).isEqualTo("no packet came by");
  }

  @Test
  void packetsThatWentAnotherWayOrWereLostAreNotAsAsked() {
    Fidelity elsewhere = NetemFidelity.of(DELAY, passage(100, 50, 0, 0, 0));
    assertThat(elsewhere.getVerdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(elsewhere.getAchieved()).contains("50 packets went another way");
    assertThat(verdict(DELAY, passage(100, 90, 0, 10, 0))).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void whatTheKernelHasDifferentlyIsSaid() {
    Passage good = passage(10, 10, 0, 0, 0);
    Passage changed =
        new Passage(good.passed(), good.seen(), good.active(), Optional.of("its delay is 1ms"));
    Fidelity fidelity = NetemFidelity.of(DELAY, changed);
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(fidelity.getAchieved()).endsWith("; but its delay is 1ms");
  }

  @Test
  void reorderedPacketsAreThoseThatNetemCounted() {
    Impairment half = new Impairment.Reordering(Way.RECV, 0.5, 0, 1, Duration.ofMillis(1));
    assertThat(verdict(half, passage(1_000, 1_000, 0, 0, 490))).isEqualTo(Verdict.AS_ASKED);
    assertThat(verdict(half, passage(1_000, 1_000, 0, 0, 300))).isEqualTo(Verdict.DIFFERS);
    Impairment correlated = new Impairment.Reordering(Way.RECV, 0.5, 0.9, 1, Duration.ofMillis(1));
    assertThat(verdict(correlated, passage(1_000, 1_000, 0, 0, 300)))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void duplicatesAreWhatCameOutBeyondWhatWentIn() {
    Impairment tenth = new Impairment.Duplication(Way.RECV, 0.1, 0);
    assertThat(verdict(tenth, passage(1_000, 1_105, 0, 0, 0))).isEqualTo(Verdict.AS_ASKED);
    assertThat(verdict(tenth, passage(1_000, 1_300, 0, 0, 0))).isEqualTo(Verdict.DIFFERS);
    Passage segments = passage(1_000, 30_000, 0, 0, 0);
    assertThat(verdict(tenth, segments)).as("uncut").isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void whatIsCorruptedIsNotCountedAndOnlyAllOrNothingIsCertain() {
    assertThat(verdict(new Impairment.Corruption(Way.RECV, 0.5, 0), passage(9, 9, 0, 0, 0)))
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(new Impairment.Corruption(Way.RECV, 1, 0), passage(9, 9, 0, 0, 0)))
        .isEqualTo(Verdict.AS_ASKED);
  }
}
