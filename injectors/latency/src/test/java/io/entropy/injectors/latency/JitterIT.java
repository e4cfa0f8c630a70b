package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The delays that packets really have against the distribution that was asked for. They can only
/// be later than drawn, so the test of Kolmogorov and Smirnov is made one-sided, where it's as
/// strict as ever; to the other side a busy machine is allowed for.
class JitterIT extends OnContainers {
  private static final int PACKETS = 1_500;
  private static final double TIME = 60;
  private static final double JITTER = 12;
  private static final double SLACK_MILLIS = 80;

  /// One false alarm in 10⁹ runs: P(D⁺ > d) ≤ exp(−2 n d²), the bound of Massart (1990).
  private static final double MOST_EARLY = Math.sqrt(Math.log(1e9) / 2 / PACKETS);

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void delaysSpreadAsAsked(Distribution distribution) throws Exception {
    String asked =
        "time=60ms jitter=12ms reorder=true protocol=udp distribution="
            + distribution.name().toLowerCase(Locale.ROOT);
    try (Started _ = session().start(new LatencyProvider(), target, asked);
        OneWay traffic = OneWay.between(peer, target, Ip.V4.address(target))) {
      double[] millis =
          traffic.send(PACKETS, Duration.ofMillis(1)).stream().mapToDouble(Trip::millis).toArray();
      assertThat(millis).hasSize(PACKETS);
      Arrays.sort(millis);
      for (int i = 0; i < PACKETS; i++) {
        double share = (i + 1.0) / PACKETS;
        double early = share - MOST_EARLY;
        if (early > 0) {
          assertThat(millis[i]).isGreaterThanOrEqualTo(theory(distribution, early));
        }
      }
      // The same bound to the other side, with what a busy machine adds to most packets.
      for (double share : new double[] {0.05, 0.25, 0.5}) {
        assertThat(millis[(int) (share * PACKETS)])
            .isLessThan(theory(distribution, share + MOST_EARLY) + SLACK_MILLIS);
      }
    }
  }

  private static double theory(Distribution distribution, double share) {
    return TIME + JITTER * distribution.at(share);
  }
}
