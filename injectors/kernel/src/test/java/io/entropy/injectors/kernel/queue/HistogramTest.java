package io.entropy.injectors.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000, 1_000_000, 60_000_000_000L, 1L << 62})
  void tellsAValueToWithinItsPrecision(long nanos) {
    histogram.record(nanos);
    assertThat((double) histogram.percentile(50)).isCloseTo((double) nanos, within(nanos * 0.016));
    assertThat(histogram.max()).isEqualTo(nanos);
  }

  @Test
  void percentilesAreThoseOfTheValues() {
    long[] values = new Random(7).longs(5_000, 0, 100_000_000L).toArray();
    Arrays.stream(values).forEach(histogram::record);
    Arrays.sort(values);
    for (int percent = 1; percent <= 100; percent++) {
      double exact = values[values.length * percent / 100 - 1];
      assertThat((double) histogram.percentile(percent)).isCloseTo(exact, within(exact * 0.016));
    }
    assertThat(histogram.mean())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-3));
    assertThat(histogram.count()).isEqualTo(5_000);
  }

  @Test
  void aCopyStaysAsItIs() {
    histogram.record(10);
    Histogram copy = histogram.copy();
    histogram.record(1_000);
    assertThat(copy.max()).isEqualTo(10);
    assertThat(copy.count()).isOne();
  }

  @Test
  void anEmptyOneHasNothingToTell() {
    assertThat(histogram.percentile(99)).isZero();
    assertThat(histogram.mean()).isZero();
  }
}
