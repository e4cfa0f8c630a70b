package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much gets through of what, measured at both ends of real traffic. The bounds are wide: a
/// machine may be away for a good part of a measurement, and TCP counts neither headers nor what it
/// sends again.
class RateIT extends OnShapedContainers {
  private static final Duration TIME = Duration.ofSeconds(1);
  private static final double ASKED = 8e6;
  private static final double LEAST = 0.5 * ASKED;
  private static final double MOST = 1.25 * ASKED;

  /// Far above what was asked, and below what any machine can do.
  private static final double UNLIMITED = 5 * ASKED;

  private Started start(Way way, String more) throws Exception {
    String direction = way.name().toLowerCase(java.util.Locale.ROOT);
    return session()
        .start(new RateProvider(), target(), "rate=8mbit direction=" + direction + " " + more);
  }

  private Throughput through(Way way, Ip ip) {
    return way == Way.RECV
        ? new Throughput(peer(), target(), ip)
        : new Throughput(target(), peer(), ip);
  }

  private static Way opposite(Way way) {
    return way == Way.RECV ? Way.SEND : Way.RECV;
  }

  @ParameterizedTest
  @CsvSource({"RECV, V4", "RECV, V6", "SEND, V4", "SEND, V6"})
  void tcpIsLimitedToTheRateInItsDirectionOnly(Way way, Ip ip) throws Exception {
    try (Started rate = start(way, "")) {
      assertThat(through(way, ip).tcp(TIME)).isBetween(LEAST, MOST);
      Fidelity fidelity = rate.fault().observe();
      assertThat(fidelity.getVerdict()).as(fidelity.getAchieved()).isEqualTo(Verdict.AS_ASKED);
      assertThat(rate.count("times_limited")).isPositive();
      if (way == Way.RECV) {
        // What goes the other way is answered by acknowledgements, far below the rate.
        assertThat(through(opposite(way), ip).tcp(Duration.ofMillis(300))).isGreaterThan(UNLIMITED);
      }
    }
    assertThat(through(way, ip).tcp(Duration.ofMillis(300))).isGreaterThan(UNLIMITED);
  }

  @ParameterizedTest
  @CsvSource({"RECV, V6", "SEND, V4"})
  void udpIsLimitedToTheRate(Way way, Ip ip) throws Exception {
    try (Started rate = start(way, "protocol=udp")) {
      assertThat(through(way, ip).udp(TIME)).isBetween(LEAST, MOST);
      assertThat(rate.count("packets_passed")).isPositive();
      if (way == Way.RECV) {
        // The container itself is held back when it sends: its socket's buffer is full before.
        assertThat(rate.count("packets_dropped")).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"RECV", "SEND"})
  void onlyWhatTheFiltersNameIsLimited(Way way) throws Exception {
    try (Started rate = start(way, "protocol=tcp dport=7201")) {
      assertThat(through(way, Ip.V4).tcp(7202, Duration.ofMillis(300))).isGreaterThan(UNLIMITED);
      assertThat(rate.count("packets_passed")).isZero();
      assertThat(through(way, Ip.V4).tcp(7201, TIME)).isBetween(LEAST, MOST);
    }
  }

  @ParameterizedTest
  @CsvSource({"RECV", "SEND"})
  void theLaterOfTwoFaultsLimitsWhatBothMeet(Way way) throws Exception {
    try (Started _ = start(way, "");
        Started later =
            session()
                .start(
                    new RateProvider(),
                    target(),
                    "rate=800kbit direction=" + (way == Way.RECV ? "recv" : "send"))) {
      assertThat(through(way, Ip.V4).udp(TIME)).isBetween(0.05 * ASKED, 0.125 * ASKED);
      var _ = later.revert();
      assertThat(through(way, Ip.V4).udp(TIME)).isBetween(LEAST, MOST);
    }
  }

  @Test
  void aBystanderOnTheSameNetworkIsNotLimited() throws Exception {
    TestContainer bystander = container();
    try (Started _ = start(Way.RECV, "");
        Started _ = start(Way.SEND, "")) {
      assertThat(new Throughput(peer(), bystander, Ip.V4).tcp(Duration.ofMillis(300)))
          .isGreaterThan(UNLIMITED);
    }
  }

  @ParameterizedTest
  @CsvSource({"RECV", "SEND"})
  void aClassWithoutALeaseSeesNoPacket(Way way) throws Exception {
    String direction = way == Way.RECV ? "recv" : "send";
    try (Started armed =
        session().arm(new RateProvider(), target().target(), "rate=8mbit direction=" + direction)) {
      assertThat(through(way, Ip.V4).tcp(Duration.ofMillis(300))).isGreaterThan(UNLIMITED);
      assertThat(armed.count("packets_passed")).isZero();
      assertThat(armed.fault().observe().getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
  }
}
