package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How late packets arrive. A busy machine makes any packet later, but none earlier: so each is
/// held against what was asked, and only the faster half against a little more.
class DelayIT extends OnContainers {
  private static final int PACKETS = 150;
  private static final Duration PAUSE = Duration.ofMillis(2);

  /// What a busy machine may add to the faster half of the packets.
  private static final double SLACK_MILLIS = 80;

  private final ExecutorService aside =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("bystander").factory());
  private TestContainer target;
  private TestContainer peer;
  private TestContainer bystander;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
    bystander = container();
  }

  @AfterAll
  void endThreads() {
    aside.close();
  }

  private static double median(List<Trip> trips) {
    return trips.stream()
        .mapToDouble(Trip::millis)
        .sorted()
        .skip(trips.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"V4, 10", "V6, 50"})
  void packetsComeAsMuchLaterAsAskedAndInOrderWhileBystandersDoNot(Ip ip, int millis)
      throws Exception {
    try (Started latency =
            session().start(new LatencyProvider(), target, "protocol=udp time=" + millis + "ms");
        OneWay delayed = OneWay.between(peer, target, ip.address(target));
        OneWay other = OneWay.between(bystander, peer, ip.address(peer))) {
      Future<List<Trip>> meanwhile = aside.submit(() -> other.send(PACKETS, PAUSE));
      List<Trip> trips = delayed.send(PACKETS, PAUSE);
      assertThat(trips)
          .hasSize(PACKETS)
          .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
      assertThat(trips)
          .allSatisfy(trip -> assertThat(trip.millis()).isGreaterThanOrEqualTo(millis));
      assertThat(median(trips)).isBetween((double) millis, millis + SLACK_MILLIS);
      assertThat(meanwhile.get()).hasSize(PACKETS);
      assertThat(meanwhile.get().stream().mapToDouble(Trip::millis).min().orElseThrow())
          .isLessThan(millis);
      latency.fault().end();
      assertThat(latency.seen()).isEqualTo(PACKETS);
      assertThat(latency.count("packets_delayed")).isEqualTo(PACKETS);
      assertThat(latency.count("packets_passed")).isZero();
      assertThat(latency.count("packets_lost")).isZero();
      assertThat(latency.count("added_p50"))
          .isBetween((long) millis - 1, (long) (millis + SLACK_MILLIS));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dport=7001, true, false, true, true",
    "protocol=tcp, false, false, false, false",
    "from=PEER, true, true, true, false",
    "from=PEER4 dport=7001, true, false, false, false",
    "interface=eth0 protocol=udp, true, true, true, true",
    "interface=eth9, false, false, false, false"
  })
  void onlyWhatMatchesTheFiltersIsDelayed(
      String filters, boolean v4, boolean otherPort, boolean v6, boolean bystanders)
      throws Exception {
    String text =
        filters.replace("PEER4", Ip.V4.address(peer).getHostAddress()).replace("PEER", peer.name());
    try (Started latency = session().start(new LatencyProvider(), target, "time=50ms " + text)) {
      assertThat(isDelayed(latency, peer, Ip.V4, 7001)).as("IPv4").isEqualTo(v4);
      assertThat(isDelayed(latency, peer, Ip.V4, 7002)).as("another port").isEqualTo(otherPort);
      assertThat(isDelayed(latency, peer, Ip.V6, 7001)).as("IPv6").isEqualTo(v6);
      assertThat(isDelayed(latency, bystander, Ip.V4, 7001))
          .as("from another")
          .isEqualTo(bystanders);
    }
  }

  /// By the rules' own count, and then by the clock as well.
  private boolean isDelayed(Started latency, TestContainer from, Ip ip, int port) throws Exception {
    long before = latency.seen();
    try (OneWay traffic = OneWay.between(from, target, ip.address(target), port)) {
      List<Trip> trips = traffic.send(5, Duration.ZERO);
      boolean delayed = latency.seen() > before;
      assertThat(trips).hasSize(5).allMatch(trip -> !delayed || trip.millis() >= 50);
      return delayed;
    }
  }

  @ParameterizedTest
  @EnumSource(Ip.class)
  void whatAContainerSendsToItselfIsNotDelayed(Ip ip) throws Exception {
    try (Started latency = session().start(new LatencyProvider(), target, "time=5s protocol=udp");
        OneWay traffic = OneWay.between(target, target, ip.address(target))) {
      assertThat(traffic.send(20, Duration.ZERO)).anyMatch(trip -> trip.millis() < 5_000);
      assertThat(latency.seen()).isZero();
    }
  }

  @Test
  void twoDelaysOfOnePacketAddUp() throws Exception {
    try (Started first = session().start(new LatencyProvider(), target, "time=60ms protocol=udp");
        Started second = session().start(new LatencyProvider(), target, "time=40ms dport=7003");
        OneWay both = OneWay.between(peer, target, Ip.V4.address(target), 7003);
        OneWay one = OneWay.between(peer, target, Ip.V4.address(target), 7004)) {
      List<Trip> trips = both.send(40, PAUSE);
      assertThat(trips).hasSize(40).allMatch(trip -> trip.millis() >= 100);
      assertThat(one.send(40, PAUSE))
          .hasSize(40)
          .allMatch(t -> t.millis() >= 60)
          .anyMatch(t -> t.millis() < 100);
      first.fault().end();
      second.fault().end();
      assertThat(first.count("packets_delayed")).isEqualTo(80);
      assertThat(second.count("packets_delayed")).isEqualTo(40);
      assertThat(first.count("added_p50")).isBetween(59L, 60 + (long) SLACK_MILLIS);
      assertThat(second.count("added_p50")).isBetween(39L, 40 + (long) SLACK_MILLIS);
    }
  }

  @Test
  void jitterKeepsTheOrderUnlessItMayReorder() throws Exception {
    String jitter = "time=30ms jitter=30ms protocol=udp";
    try (Started _ = session().start(new LatencyProvider(), target, jitter);
        OneWay traffic = OneWay.between(peer, target, Ip.V6.address(target))) {
      assertThat(traffic.send(200, Duration.ofMillis(1)))
          .hasSize(200)
          .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
    }
    try (Started _ = session().start(new LatencyProvider(), target, jitter + " reorder=true");
        OneWay traffic = OneWay.between(peer, target, Ip.V6.address(target))) {
      List<Trip> trips = traffic.send(200, Duration.ofMillis(1));
      long overtaken = 0;
      for (int i = 1; i < trips.size(); i++) {
        overtaken += trips.get(i).number() < trips.get(i - 1).number() ? 1 : 0;
      }
      assertThat(trips).hasSize(200);
      assertThat(overtaken).isGreaterThan(20);
    }
  }
}
