package io.entropy.injectors.drop.model;

import static io.entropy.injectors.drop.model.Models.fourState;
import static io.entropy.injectors.drop.model.Models.gilbertElliott;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said of a chain's long run, against closed forms where there are any and against many
/// runs of the chain itself.
class ChainStatisticsTest {
  private static final double TINY = 1e-9;

  @ParameterizedTest
  @CsvSource({"1", "30", "97"})
  void oneParameterMeansIndependentLosses(double p) {
    double share = p / 100;
    for (LossModel model :
        new LossModel[] {gilbertElliott(p, 100 - p, 0, 100), fourState(p, 100 - p, 0, 100, 0)}) {
      ChainStatistics statistics = ChainStatistics.of(model.chain());
      assertThat(statistics.share()).isCloseTo(share, within(TINY));
      assertThat(statistics.run()).isCloseTo(1 / (1 - share), within(1e-6));
      assertThat(statistics.shareVariance()).isCloseTo(share * (1 - share), within(TINY));
    }
  }

  /// The variance of the time in one of two states, for each step: π (1 − π) (1 + λ) / (1 − λ) with
  /// λ = 1 − p − r (Kemeny and Snell, *Finite Markov Chains*, 4.6).
  @ParameterizedTest
  @CsvSource({"1, 25", "10, 5", "0.1, 50"})
  void twoParametersMeanASimpleGilbertModel(double p, double r) {
    ChainStatistics statistics = ChainStatistics.of(gilbertElliott(p, r, 0, 100).chain());
    double bad = p / (p + r);
    double memory = 1 - (p + r) / 100;
    assertThat(statistics.share()).isCloseTo(bad, within(TINY));
    assertThat(statistics.run()).isCloseTo(100 / r, within(1e-6));
    assertThat(statistics.shareVariance())
        .isCloseTo(bad * (1 - bad) * (1 + memory) / (1 - memory), within(1e-6));
    // Beginning in the good state: the sum of what is missing, −π λⁿ over all n.
    assertThat(statistics.headStart()).isCloseTo(-bad / (1 - memory), within(1e-6));
  }

  @Test
  void singleLossesInTheGapAreOneInARow() {
    ChainStatistics statistics = ChainStatistics.of(fourState(0, 100, 0, 100, 10).chain());
    assertThat(statistics.run()).isCloseTo(1, within(TINY));
    assertThat(statistics.share()).isCloseTo(0.1 / 1.1, within(TINY));
  }

  @Test
  void everySecondPacketIsLostWithoutAnyChance() {
    ChainStatistics statistics = ChainStatistics.of(gilbertElliott(100, 100, 0, 100).chain());
    assertThat(statistics.share()).isCloseTo(0.5, within(TINY));
    assertThat(statistics.shareVariance()).isZero();
  }

  @Test
  void aStateThatIsNeverLeftLosesAllOrNone() {
    assertThat(ChainStatistics.of(gilbertElliott(5, 0, 0, 100).chain()).share()).isEqualTo(1);
    assertThat(ChainStatistics.of(gilbertElliott(0, 0, 0, 100).chain()).share()).isZero();
    assertThat(ChainStatistics.of(fourState(0, 0, 0, 0, 0).chain()).share()).isZero();
    assertThat(ChainStatistics.of(fourState(5, 0, 50, 0, 0).chain()).runs()).isZero();
  }

  static Stream<LossModel> models() {
    return Stream.of(
        gilbertElliott(2, 20, 0, 100),
        gilbertElliott(5, 30, 40, 99),
        fourState(2, 20, 10, 30, 1),
        fourState(5, 60, 0, 100, 3));
  }

  @ParameterizedTest
  @MethodSource("models")
  void manyRunsOfTheChainVaryAsMuchAsIsSaid(LossModel model) {
    int packets = 5_000;
    ChainStatistics said = ChainStatistics.of(model.chain());
    SplittableRandom random = new SplittableRandom(3);
    SummaryStatistics lost = new SummaryStatistics();
    SummaryStatistics ofRuns = new SummaryStatistics();
    for (int run = 0; run < 2_000; run++) {
      ChainLosses losses = new ChainLosses(model.chain(), random.split());
      for (int i = 0; i < packets; i++) {
        boolean _ = losses.loses();
      }
      lost.addValue((double) losses.chosen());
      ofRuns.addValue((double) losses.chosen() - said.run() * losses.runs());
    }
    double deviation = Math.sqrt(packets * said.shareVariance());
    assertThat(lost.getMean())
        .isCloseTo(packets * said.share() + said.headStart(), within(deviation / 10));
    assertThat(lost.getStandardDeviation()).isCloseTo(deviation, within(deviation * 0.06));
    double ofRunsDeviation = Math.sqrt(packets * said.runVariance());
    assertThat(ofRuns.getStandardDeviation())
        .isCloseTo(ofRunsDeviation, within(ofRunsDeviation * 0.06));
    assertThat(ofRuns.getMean()).isCloseTo(0, within(said.run()));
  }
}
