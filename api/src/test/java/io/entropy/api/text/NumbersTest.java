package io.entropy.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Amount;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Percentages, probabilities, counts and amounts.
class NumbersTest {

  @ParameterizedTest
  @CsvSource({"30, 30", "30%, 30", "0.5, 0.5", ".5 %, 0.5", "0, 0", "100%, 100", "-0, 0"})
  void readsPercentages(String text, double expected) throws TextException {
    assertThat(Percent.read(text).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "101, is outside 0–100",
    "-1, is outside 0–100",
    "100.0000000000000001, is outside 0–100",
    "ten, isn't a number",
    "NaN, isn't a number",
    "1e1, isn't a number",
    "'', isn't a number",
    "%, isn't a number",
    "'1,5', isn't a number",
  })
  void saysWhatIsWrongWithAPercentage(String text, String problem) {
    assertThatThrownBy(() -> Percent.read(text))
        .hasMessageContaining(problem)
        .hasMessageContaining("from 0 to 100");
  }

  @Test
  void noPercentageOutsideItsRangeExists() {
    assertThatThrownBy(() -> new Percent(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Probability(1.1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new Percent(-0.0)).isEqualTo(new Percent(0));
  }

  @ParameterizedTest
  @CsvSource({".1, 0.1", "0.25, 0.25", "1, 1", "1.0, 1", "0, 0"})
  void readsProbabilities(String text, double expected) throws TextException {
    assertThat(Probability.read(text).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "10%, is a percentage; did you mean 0.1?",
    "100 %, is a percentage; did you mean 1?",
    "10, is outside 0–1; did you mean 0.1?",
    "1.5, is outside 0–1; did you mean 0.015?",
    "-0.1, is outside 0–1",
    "often, isn't a number",
  })
  void saysWhatIsWrongWithAProbability(String text, String problem) {
    assertThatThrownBy(() -> Probability.read(text))
        .hasMessageContaining(problem)
        .hasMessageContaining("from 0 to 1");
  }

  @Test
  void hintsAtNoProbabilityThatIsNoneEither() {
    assertThatThrownBy(() -> Probability.read("1000"))
        .hasMessageNotContaining("did you mean")
        .hasMessageContaining("`1000` is outside 0–1");
  }

  @ParameterizedTest
  @CsvSource({
    "0, too small",
    "65, too large",
    "1.5, isn't a whole",
    "99999999999999999999, digits"
  })
  void saysWhatIsWrongWithACount(String text, String problem) {
    assertThatThrownBy(() -> Counts.read(text, new CountRange(1, 64)))
        .hasMessageContaining(problem)
        .hasMessageContaining("from 1 to 64");
  }

  @Test
  void readsAmountsAsCountOrPercentage() throws TextException {
    assertThat(Amounts.read("3")).isEqualTo(Amount.newBuilder().setCount(3).build());
    assertThat(Amounts.read("0")).isEqualTo(Amount.newBuilder().setCount(0).build());
    assertThat(Amounts.read("30%")).isEqualTo(Amount.newBuilder().setPercent(30).build());
    assertThat(Amounts.format(Amount.getDefaultInstance())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "half", "1.5", "101%", "", "4294967296"})
  void refusesOtherAmounts(String text) {
    assertThatThrownBy(() -> Amounts.read(text)).isInstanceOf(TextException.class);
  }

  @Test
  void whatIsWrittenReadsBackAsTheSame() throws TextException {
    Random random = new Random(42);
    for (int i = 0; i < 5_000; i++) {
      Percent percent = new Percent(random.nextDouble() * 100);
      Probability probability = new Probability(random.nextDouble());
      Amount amount =
          random.nextBoolean()
              ? Amount.newBuilder().setCount(random.nextInt(1_000_000)).build()
              : Amount.newBuilder().setPercent(percent.value()).build();
      assertThat(Percent.read(percent.toString())).isEqualTo(percent);
      assertThat(Probability.read(probability.toString())).isEqualTo(probability);
      assertThat(Amounts.read(Amounts.format(amount))).isEqualTo(amount);
    }
  }

  @Test
  void verySmallOnesReadBackToo() throws TextException {
    assertThat(Probability.read(new Probability(1e-9).toString()).value()).isEqualTo(1e-9);
  }
}
