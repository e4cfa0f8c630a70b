package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Share;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is lost between containers is what was asked for; the rule's counters and those who count
/// without it agree to the packet; nobody else loses any.
class LossIT extends OnContainers {
  private static final int PACKETS = 8_000;
  private static final int FEW = 500;
  private static final int PINGS = 1_000;
  private static final Pattern PING_SUMMARY =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) packets received");

  private final ExecutorService aside =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("bystander").factory());
  private TestContainer target;
  private TestContainer peer;
  private TestContainer bystander;
  private TestContainer another;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
    bystander = container();
    another = container();
  }

  @AfterAll
  void endThreads() {
    aside.close();
  }

  static Stream<Arguments> shares() {
    return Arrays.stream(Way.values())
        .flatMap(way ->
            Arrays.stream(Ip.values())
                .flatMap(ip ->
                    Stream.of(10, 30, 50, 100).map(percent -> Arguments.of(way, ip, percent))));
  }

  @ParameterizedTest
  @MethodSource("shares")
  void losesTheShareThatWasAskedWhileBystandersLoseNothing(Way way, Ip ip, int percent)
      throws Exception {
    try (Started drop = session().start(way.provider(), target, "protocol=udp percent=" + percent);
        Traffic traffic = way.traffic(target, peer, ip);
        Traffic bystanders = Traffic.between(bystander, another, ip.address(another))) {
      Future<Integer> meanwhile = aside.submit(() -> bystanders.send(PACKETS));
      int lost = PACKETS - traffic.send(PACKETS);
      assertThat(meanwhile.get()).as("arrived between bystanders").isEqualTo(PACKETS);
      drop.fault().end();
      assertThat(drop.seen()).isEqualTo(PACKETS);
      assertThat(drop.dropped()).isEqualTo(lost);
      new Share(percent).assertIs(lost, PACKETS);
      assertThat(traffic.send(FEW)).as("arrived once it has ended").isEqualTo(FEW);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void thePeerAndTheOtherWayLoseNothingThroughTotalLoss(Way way) throws Exception {
    try (Started drop = session().start(way.provider(), target, "percent=100");
        Traffic otherWay = way.opposite().traffic(target, peer, Ip.V4);
        Traffic toPeer = Traffic.between(bystander, peer, Ip.V6.address(peer));
        Traffic fromPeer = Traffic.between(peer, bystander, Ip.V4.address(bystander))) {
      assertThat(otherWay.send(FEW)).as("the target's other way").isEqualTo(FEW);
      assertThat(toPeer.send(FEW)).as("to the peer").isEqualTo(FEW);
      assertThat(fromPeer.send(FEW)).as("from the peer").isEqualTo(FEW);
      assertThat(drop.fault().verify().active()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"RECEIVE, V4, 10", "RECEIVE, V6, 50", "SEND, V4, 50", "SEND, V6, 30"})
  void pingCountsTheSameLoss(Way way, Ip ip, int percent) throws Exception {
    String filters = "protocol=icmp %s=%s".formatted(way.far(), peer.name());
    try (Started drop = session().start(way.provider(), target, filters + " percent=" + percent)) {
      // Requests are what the target receives, replies what it sends.
      Matcher summary = ping(ip);
      drop.fault().end();
      int lost = Integer.parseInt(summary.group(1)) - Integer.parseInt(summary.group(2));
      assertThat(summary.group(1)).isEqualTo("" + PINGS);
      assertThat(drop.seen()).isEqualTo(PINGS);
      assertThat(drop.dropped()).isEqualTo(lost);
      new Share(percent).assertIs(lost, PINGS);
    }
  }

  private Matcher ping(Ip ip) {
    String to = ip.address(target).getHostAddress();
    Shell.Result pinged =
        peer.exec("ping", ip.option(), "-q", "-c", "" + PINGS, "-i", "0.001", "-W", "1", to);
    Matcher summary = PING_SUMMARY.matcher(pinged.output());
    assertThat(summary.find()).as(pinged.output()).isTrue();
    return summary;
  }

  @ParameterizedTest
  @CsvSource({"RECEIVE, 3", "RECEIVE, 1", "SEND, 7"})
  void everyNthPacketIsLostExactly(Way way, int n) throws Exception {
    try (Started drop = session().start(way.provider(), target, "protocol=udp every=" + n);
        Traffic traffic = way.traffic(target, peer, Ip.V6)) {
      assertThat(traffic.send(n - 1)).isEqualTo(n - 1);
      assertThat(traffic.send(1)).isZero();
      assertThat(traffic.send(100 * n)).isEqualTo(100 * (n - 1));
      assertThat(drop.dropped()).isEqualTo(101);
    }
  }
}
