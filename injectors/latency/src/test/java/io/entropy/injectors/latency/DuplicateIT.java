package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Packets that come twice, as programs in the container get them.
class DuplicateIT extends OnContainers {
  private static final int PACKETS = 500;
  private static final int QUIET_MILLIS = 150;

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  private Started start(String asked) throws Exception {
    return session().start(new DuplicateProvider(), target, "method=nfqueue " + asked);
  }

  /// How often each number has come, once nothing comes any more.
  private static Map<Long, Long> counts(OneWay traffic, int expected) throws Exception {
    List<Trip> trips = traffic.receiveUntil(expected, new ArrayList<>());
    List<Trip> all = traffic.receiveWithin(QUIET_MILLIS, trips, Integer.MAX_VALUE);
    return all.stream().collect(Collectors.groupingBy(Trip::number, Collectors.counting()));
  }

  @ParameterizedTest
  @CsvSource({"V4, 100", "V6, 100", "V4, 30", "V6, 10"})
  void eachChosenDatagramComesTwiceAndNoneThrice(Ip ip, int percent) throws Exception {
    try (Started duplicate = start("protocol=udp percent=" + percent);
        OneWay traffic = OneWay.between(peer, target, ip.address(target));
        OneWay bystander = OneWay.between(target, peer, ip.address(peer))) {
      for (int i = 0; i < PACKETS; i++) {
        traffic.send();
      }
      List<Trip> first = traffic.receiveUntil(PACKETS, new ArrayList<>());
      duplicate.fault().end();
      long doubled = duplicate.count("packets_duplicated");
      Map<Long, Long> counts =
          traffic.receiveWithin(QUIET_MILLIS, first, Integer.MAX_VALUE).stream()
              .collect(Collectors.groupingBy(Trip::number, Collectors.counting()));
      assertThat(counts).hasSize(PACKETS);
      assertThat(counts.values()).allMatch(times -> times <= 2);
      assertThat(counts.values().stream().filter(times -> times == 2).count()).isEqualTo(doubled);
      Fidelity fidelity = duplicate.fault().observe();
      assertThat(fidelity.getVerdict()).as(fidelity.toString()).isEqualTo(Verdict.AS_ASKED);
      traffic.send();
      bystander.send();
      assertThat(counts(traffic, 1)).as("once it has ended").containsOnly(Map.entry(500L, 1L));
      assertThat(counts(bystander, 1)).as("the peer").containsOnly(Map.entry(0L, 1L));
    }
  }

  @ParameterizedTest
  @EnumSource(Ip.class)
  void pingSeesEachReplyTwice(Ip ip) throws Exception {
    try (Started _ = start("protocol=icmp percent=100")) {
      String to = ip.address(target).getHostAddress();
      // Requests are what the target receives, and it answers each.
      assertThat(peer.exec("ping", ip.option(), "-c", "4", "-i", "0.1", "-W", "2", to).output())
          .contains("4 packets received")
          .containsPattern("(DUP!|[3-4] duplicates)");
    }
  }

  @ParameterizedTest
  @EnumSource(Ip.class)
  void tcpGetsThroughUnharmed(Ip ip) throws Exception {
    try (Started duplicate = start("percent=50")) {
      assertThat(TcpCopy.arrives(peer, target, ip.address(target), 1_000_000)).isTrue();
      assertThat(duplicate.count("packets_duplicated")).isPositive();
      assertThat(duplicate.count("packets_lost")).isZero();
    }
  }

  @Test
  void secondOnesAreAsLateAsTheFirst() throws Exception {
    try (Started _ = session().start(new LatencyProvider(), target, "time=200ms protocol=udp");
        Started _ = start("protocol=udp percent=100");
        OneWay traffic = OneWay.between(peer, target, Ip.V4.address(target))) {
      for (int i = 0; i < 20; i++) {
        traffic.send();
      }
      List<Trip> arrived = traffic.receiveUntil(40, new ArrayList<>());
      assertThat(arrived).hasSize(40).allMatch(trip -> trip.millis() >= 200);
    }
  }

  /// A copy for many, sent from within, could leave the container again.
  @Test
  void whatIsForManyComesOnceAndIsSaidToHavePassed() throws Exception {
    try (Started duplicate = start("protocol=udp percent=100");
        DatagramChannel receiver =
            NetworkNamespace.ofProcess(target.pid()).enter(() -> DatagramChannel.open());
        DatagramChannel sender =
            NetworkNamespace.ofProcess(peer.pid()).enter(() -> DatagramChannel.open())) {
      receiver.bind(new InetSocketAddress("0.0.0.0", 7_001)).configureBlocking(false);
      sender.setOption(StandardSocketOptions.SO_BROADCAST, true);
      ByteBuffer word = ByteBuffer.wrap(new byte[] {1, 2, 3});
      int _ = sender.send(word, new InetSocketAddress("255.255.255.255", 7_001));
      int arrived = 0;
      for (int waited = 0; waited < 300; waited++) {
        arrived += receiver.receive(word.clear()) == null ? 0 : 1;
        Thread.sleep(1);
      }
      assertThat(arrived).isEqualTo(1);
      assertThat(duplicate.count("packets_duplicated")).isZero();
      assertThat(duplicate.count("packets_passed")).isEqualTo(1);
    }
  }

  @Test
  void whatIsSentIsNotDoubledByAQueue() {
    InjectorException refusal =
        catchThrowableOfType(
            InjectorException.class, () -> start("percent=100 direction=send").close());
    assertThat(refusal).hasMessageContaining("nfqueue").hasMessageContaining("received");
  }
}
