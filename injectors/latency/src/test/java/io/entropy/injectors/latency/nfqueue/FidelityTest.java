package io.entropy.injectors.latency.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.kernel.queue.Histogram;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import io.entropy.injectors.latency.impairment.Impairment.Reordering;
import io.entropy.injectors.latency.impairment.Way;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FidelityTest {
  private static final Delay DELAY =
      new Delay(Way.RECV, Duration.ofMillis(10), Duration.ZERO, 0, Distribution.UNIFORM, false);

  private static Verdict delayed(int seen, int arrived, long lateNanos, long lost) {
    Histogram added = new Histogram();
    Histogram late = new Histogram();
    for (int i = 0; i < arrived; i++) {
      added.record(10_000_000 + lateNanos);
      late.record(lateNanos);
    }
    Achieved achieved = new Achieved(arrived, 0, 0, added, late, lost);
    return DelayFidelity.of(DELAY, new Counters(seen, 0, 0, 0), achieved).getVerdict();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, INCONCLUSIVE",
    "100, 100, 60000, 0, AS_ASKED",
    "100, 100, 900000, 0, AS_ASKED",
    "100, 100, 1200000, 0, DIFFERS",
    "100, 98, 60000, 0, DIFFERS",
    "100, 0, 0, 0, DIFFERS",
    "100, 100, 60000, 2, DIFFERS"
  })
  void delaysAreAsAskedWhenMostAreHardlyLateAndHardlyAnyEscaped(
      int seen, int arrived, long late, long lost, Verdict verdict) {
    assertThat(delayed(seen, arrived, late, lost)).isEqualTo(verdict);
  }

  @Test
  void aDelayIsToldInMilliseconds() {
    Histogram added = new Histogram();
    added.record(12_000_000);
    Achieved achieved = new Achieved(1, 0, 0, added, new Histogram(), 0);
    assertThat(DelayFidelity.of(DELAY, new Counters(3, 0, 0, 0), achieved).getAchieved())
        .isEqualTo(
            "12.00 ms later on average, p50 11.99 ms, p99 11.99 ms (1 packets);"
                + " 2 packets weren't delayed");
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0, 1, 1000, 250, AS_ASKED",
    "0.25, 0, 1, 1000, 300, DIFFERS",
    "0.25, 0, 1, 10, 2, INCONCLUSIVE",
    "0.25, 0.5, 1, 1000, 180, INCONCLUSIVE",
    "1, 0, 5, 1000, 200, AS_ASKED",
    "1, 0, 5, 1000, 190, DIFFERS",
    "0, 0, 1, 1000, 0, AS_ASKED",
    "0, 0, 1, 1000, 1, DIFFERS",
    "0.5, 0, 1, 0, 0, INCONCLUSIVE"
  })
  void sharesAreAsAskedWithinTheBoundsOfChance(
      double share, double correlation, int gap, int arrived, int chosen, Verdict verdict) {
    Reordering asked = new Reordering(Way.RECV, share, correlation, gap, Duration.ofMillis(1));
    Achieved achieved = new Achieved(arrived, chosen, 0, new Histogram(), new Histogram(), 0);
    assertThat(
            ShareFidelity.of(asked, "reordered", new Counters(arrived, 0, 0, 0), achieved)
                .getVerdict())
        .isEqualTo(verdict);
  }
}
