package io.entropy.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "1s, PT1S",
    "250ms, PT0.25S",
    "1m30s, PT1M30S",
    "1.5s, PT1.5S",
    ".5s, PT0.5S",
    "2h, PT2H",
    "1d, PT24H",
    "10us, PT0.00001S",
    "10µs, PT0.00001S",
    "1ns, PT0.000000001S",
    "1h0.5m, PT1H30S",
    "' 1s ', PT1S",
  })
  void readsNumbersWithUnits(String text, Duration expected) throws TextException {
    assertThat(Durations.read(text)).isEqualTo(expected);
  }

  @Test
  void bareNumberLacksAUnitAndTheErrorListsThem() {
    TextException error = catchThrowableOfType(TextException.class, () -> Durations.read("10"));
    assertThat(error.problem()).isEqualTo("`10` lacks a unit");
    assertThat(error.expected()).contains("ns, us, ms, s, m, h or d");
  }

  @ParameterizedTest
  @CsvSource({
    "1x, has the unknown unit `x`",
    "1m30, lacks a unit",
    "30s1m, has units out of order or twice",
    "1s1s, has units out of order or twice",
    "'', isn't a duration",
    "-, isn't a duration",
    "fast, isn't a duration",
    "1 s, lacks a unit",
    "1s!, isn't a duration",
    "1S, lacks a unit",
    "1e3s, has the unknown unit `e`",
    "0.1ns, is finer than a nanosecond",
    "99999999999999999d, is above 10,000 years",
    "9999999999999999999999999999999999999999s, is too long a number",
    "٣s, isn't a duration",
  })
  void saysWhatIsWrongWithAnythingElse(String text, String problem) {
    assertThatThrownBy(() -> Durations.read(text))
        .isInstanceOf(TextException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-1s", "-0s"})
  void zeroAndLessAreNoFrequency(String text) {
    assertThatThrownBy(() -> Durations.read(text)).hasMessageContaining("isn't above zero");
  }

  @Test
  void callersRangeDecides() throws TextException {
    assertThat(Durations.read("0s", DurationRange.notNegative())).isZero();
    assertThat(Durations.read("-1m30s", DurationRange.any())).isEqualTo(Duration.ofSeconds(-90));
    DurationRange range = DurationRange.between(Duration.ofMillis(1), Duration.ofHours(1));
    assertThatThrownBy(() -> Durations.read("1us", range))
        .hasMessageContaining("is too short")
        .hasMessageContaining("from 1ms to 1h");
    assertThatThrownBy(() -> Durations.read("2h", range)).hasMessageContaining("is too long");
    assertThatThrownBy(() -> Durations.read("-1s", DurationRange.notNegative()))
        .hasMessageContaining("from 0s up");
  }

  @Test
  void writesWholeUnitsLargestFirst() {
    assertThat(Durations.format(Duration.ofMillis(90_500))).isEqualTo("1m30s500ms");
    assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
    assertThat(Durations.format(Duration.ofSeconds(-90))).isEqualTo("-1m30s");
  }

  @Test
  void whatIsWrittenReadsBackAsTheSame() throws TextException {
    Random random = new Random(42);
    for (int i = 0; i < 5_000; i++) {
      long seconds = random.nextLong(1L << random.nextInt(1, 38)) - random.nextInt(1000);
      Duration value = Duration.ofSeconds(seconds, random.nextInt(1_000_000_000));
      assertThat(Durations.read(Durations.format(value), DurationRange.any())).isEqualTo(value);
    }
  }
}
