package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Share;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Damaged packets, as the receiving kernel sees them.
class CorruptIT extends OnContainers {
  private static final int PACKETS = 1_000;

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  /// Packets that the target's kernel threw away because something was wrong with them.
  private long errors(Ip ip) throws Exception {
    Path net = Path.of("/proc", "" + target.pid(), "net");
    if (ip == Ip.V6) {
      return Files.readAllLines(net.resolve("snmp6")).stream()
          .filter(line -> line.startsWith("Udp6InErrors"))
          .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]))
          .sum();
    }
    List<String> udp =
        Files.readAllLines(net.resolve("snmp")).stream().filter(l -> l.startsWith("Udp:")).toList();
    int column = List.of(udp.get(0).split(" ", -1)).indexOf("InErrors");
    return Long.parseLong(udp.get(1).split(" ", -1)[column]);
  }

  @ParameterizedTest
  @CsvSource({"V4, 30", "V6, 10"})
  void theShareThatWasAskedIsDamagedAndTheReceiverNoticesEachOfThem(Ip ip, int percent)
      throws Exception {
    String asked = "protocol=udp percent=" + percent;
    try (Started corrupt = session().start(new CorruptProvider(), target, asked);
        OneWay traffic = OneWay.between(peer, target, ip.address(target))) {
      long before = errors(ip);
      for (int i = 0; i < PACKETS; i++) {
        traffic.send();
      }
      corrupt.fault().end();
      long damaged = corrupt.count("packets_corrupted");
      List<Trip> arrived =
          traffic.receiveUntil(Math.toIntExact(PACKETS - damaged), new ArrayList<>());
      assertThat(corrupt.seen()).isEqualTo(PACKETS);
      assertThat(corrupt.count("packets_lost")).isZero();
      new Share(percent).assertIs(damaged, PACKETS);
      // A bit that turns a checksum into 0 makes it "none"; that is once in thousands of runs.
      assertThat(arrived.size())
          .isBetween((int) (PACKETS - damaged), (int) (PACKETS - damaged + 1));
      assertThat(errors(ip) - before).isBetween(damaged - 1, damaged);
      assertThat(arrived).isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
    }
  }

  @Test
  void damageAndDelayOfOnePacketCompose() throws Exception {
    try (Started latency =
            session().start(new LatencyProvider(), target, "time=300ms protocol=udp");
        Started corrupt =
            session().start(new CorruptProvider(), target, "percent=50 protocol=udp");
        OneWay traffic = OneWay.between(peer, target, Ip.V4.address(target))) {
      for (int i = 0; i < 100; i++) {
        traffic.send();
      }
      Thread.sleep(Duration.ofMillis(400));
      long damaged = corrupt.count("packets_corrupted");
      List<Trip> arrived = traffic.receiveUntil(Math.toIntExact(100 - damaged), new ArrayList<>());
      assertThat(damaged).isBetween(1L, 99L);
      assertThat((long) arrived.size()).isBetween(100 - damaged, 101 - damaged);
      assertThat(arrived).allMatch(trip -> trip.millis() >= 300);
      assertThat(latency.seen()).isEqualTo(100);
    }
  }

  @Test
  void largeTransfersGetThroughByBeingSentAgain() throws Exception {
    try (Started corrupt = session().start(new CorruptProvider(), target, "percent=2")) {
      assertThat(TcpCopy.arrives(peer, target, Ip.V4.address(target), 2_000_000)).isTrue();
      assertThat(corrupt.count("packets_corrupted")).isPositive();
    }
  }
}
