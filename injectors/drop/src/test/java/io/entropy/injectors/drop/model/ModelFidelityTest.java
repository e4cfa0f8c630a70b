package io.entropy.injectors.drop.model;

import static io.entropy.injectors.drop.model.Models.fourState;
import static io.entropy.injectors.drop.model.Models.gilbertElliott;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.kernel.queue.Histogram;
import io.entropy.injectors.kernel.tc.ClassReading;
import io.entropy.injectors.kernel.tc.Loss;
import io.entropy.injectors.network.steering.Passage;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFidelityTest {
  private static final LossModel MODEL = gilbertElliott(1, 25, 0, 100);

  private static Fidelity judge(LossModel model, long seen, long arrived, long lost, long runs) {
    Achieved achieved = new Achieved(arrived, lost, runs, new Histogram(), new Histogram(), 0);
    return ModelFidelity.of(model, new Counters(seen, 0, 0, 0), achieved);
  }

  /// Of 20,000 packets 769 ± 70 are lost, in 192 runs of 4.
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, INCONCLUSIVE",
    "500, 500, 20, 5, INCONCLUSIVE",
    "20000, 20000, 769, 192, AS_ASKED",
    "20000, 20000, 900, 220, AS_ASKED",
    "20000, 20000, 1150, 287, DIFFERS",
    "20000, 20000, 769, 400, DIFFERS",
    "20000, 20000, 769, 120, DIFFERS",
    "20000, 19000, 730, 182, DIFFERS"
  })
  void sharesAndRunsAreHeldAgainstWhatTheChainAllows(
      long seen, long arrived, long lost, long runs, Verdict verdict) {
    assertThat(judge(MODEL, seen, arrived, lost, runs).getVerdict()).isEqualTo(verdict);
  }

  static Stream<LossModel> models() {
    return Stream.of(
        MODEL,
        gilbertElliott(3, 30, 20, 99),
        fourState(2, 20, 10, 30, 1),
        fourState(4, 96, 0, 100, 0));
  }

  @ParameterizedTest
  @MethodSource("models")
  void trueLossesAreNearlyAlwaysAsAsked(LossModel model) {
    int packets = 20_000;
    SplittableRandom random = new SplittableRandom(5);
    int differs = 0;
    for (int run = 0; run < 1_000; run++) {
      ChainLosses losses = new ChainLosses(model.chain(), random.split());
      for (int i = 0; i < packets; i++) {
        boolean _ = losses.loses();
      }
      Verdict verdict = judge(model, packets, packets, losses.chosen(), losses.runs()).getVerdict();
      differs += verdict == Verdict.AS_ASKED ? 0 : 1;
    }
    assertThat(differs).as("of 1000; 2 expected").isLessThan(10);
  }

  @Test
  void aModelThatEndsInTotalLossIsNotJudgedByItsBeginning() {
    LossModel absorbing = gilbertElliott(1, 0, 0, 100);
    assertThat(judge(absorbing, 1000, 1000, 950, 1).getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Verdict byNetem(long seen, long bytes, long through, long dropped, String flaw) {
    ClassReading passed = new ClassReading(0, through, dropped, 0, 0, 0, 0, 0);
    Passage passage =
        new Passage(
            passed,
            new Counters(seen, bytes, 0, 0),
            Duration.ofSeconds(1),
            Optional.of(flaw).filter(f -> !f.isEmpty()));
    return ModelFidelity.of(MODEL, passage).getVerdict();
  }

  @Test
  void netemsLossesAreJudgedByTheirShareAlone() {
    assertThat(byNetem(20_000, 1_200_000, 19_231, 769, "")).isEqualTo(Verdict.AS_ASKED);
    assertThat(byNetem(20_000, 1_200_000, 18_700, 1_300, "")).isEqualTo(Verdict.DIFFERS);
    assertThat(byNetem(20_000, 1_200_000, 19_231, 769, "its loss is none"))
        .isEqualTo(Verdict.DIFFERS);
    assertThat(byNetem(20_000, 1_200_000, 15_000, 600, ""))
        .as("elsewhere")
        .isEqualTo(Verdict.DIFFERS);
    assertThat(byNetem(20_000, 1_200_000_000, 400_000, 769, "")).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void netemIsGivenTheSameNumbers() {
    assertThat(gilbertElliott(1, 25, 30, 99).ofNetem())
        .isEqualTo(new Loss.GilbertElliott(0.01, 0.25, 0.3, 0.99));
    assertThat(fourState(1, 25, 30, 50, 2).ofNetem())
        .isEqualTo(new Loss.FourStates(0.01, 0.25, 0.3, 0.5, 0.02));
  }

  @Test
  void wordsHaveTheNumbers() {
    Fidelity fidelity = judge(MODEL, 20_000, 20_000, 768, 192);
    assertThat(fidelity.getAsked())
        .isEqualTo("gemodel p=1 r=25 h=0 k=100: 3.846%, 4.000 in a row on average");
    assertThat(fidelity.getAchieved())
        .isEqualTo("3.840% (768 of 20000 packets), 4.000 in a row on average (192 bursts)");
  }
}
