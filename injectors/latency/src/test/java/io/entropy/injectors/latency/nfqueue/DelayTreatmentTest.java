package io.entropy.injectors.latency.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import io.entropy.injectors.latency.impairment.Way;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DelayTreatmentTest {
  private static final long TIME = 10_000_000;

  private static DelayTreatment treatment(long jitter, Distribution distribution, long seed) {
    Delay asked =
        new Delay(
            Way.RECV, Duration.ofNanos(TIME), Duration.ofNanos(jitter), 0, distribution, false);
    return new DelayTreatment(asked, new SplittableRandom(seed));
  }

  private static long[] delays(DelayTreatment treatment) {
    return LongStream.generate(treatment::delay).limit(5_000).toArray();
  }

  @Test
  void withoutJitterEachDelayIsTheSame() {
    assertThat(delays(treatment(0, Distribution.NORMAL, 1))).containsOnly(TIME);
  }

  @Test
  void uniformJitterStaysWithinItself() {
    long[] delays = delays(treatment(4_000_000, Distribution.UNIFORM, 1));
    assertThat(LongStream.of(delays).min().orElseThrow()).isBetween(6_000_000L, 6_100_000L);
    assertThat(LongStream.of(delays).max().orElseThrow()).isBetween(13_900_000L, 14_000_000L);
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void noDelayIsNegative(Distribution distribution) {
    assertThat(LongStream.of(delays(treatment(TIME, distribution, 1))).min().orElseThrow())
        .isNotNegative();
  }

  @Test
  void theSameSeedDrawsTheSameDelays() {
    assertThat(delays(treatment(TIME, Distribution.PARETO, 5)))
        .isEqualTo(delays(treatment(TIME, Distribution.PARETO, 5)))
        .isNotEqualTo(delays(treatment(TIME, Distribution.PARETO, 6)));
  }
}
