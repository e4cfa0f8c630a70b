package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// To TCP, loss on the way out of the sender is the same as loss on the way into the receiver.
///
/// The sender's device takes one segment a packet (`gso_max_segs 1`): else one packet at the egress
/// hook is up to 64 KiB, and the same percentage would be another loss than at the receiver.
class TcpLossIT extends OnContainers {
  private static final int BYTES = 4 << 20;
  private static final int PERCENT = 5;
  private static final int TRANSFERS = 12;
  private static final int PORT = 7001;
  private static final int LARGEST_SEGMENT = 1460;
  private static final Pattern COUNTER = Pattern.compile("counter packets (\\d+)");

  private TestContainer sender;
  private TestContainer receiver;
  private InetSocketAddress at;

  @BeforeAll
  void startContainers() {
    // The one congestion control that every kernel has; it believes that loss is congestion.
    sender = container("--sysctl", "net.ipv4.tcp_congestion_control=reno");
    receiver = container();
    inNetworkOf(sender, "ip", "link", "set", "eth0", "gso_max_segs", "1");
    at = new InetSocketAddress(Ip.V4.address(receiver), PORT);
  }

  /// All transfers of one way to lose packets.
  private record Lossy(List<TcpTransfer> transfers, long dropped) {
    long retransmitted() {
      return transfers.stream().mapToLong(TcpTransfer::retransmitted).sum();
    }

    Duration time() {
      return transfers.stream().map(TcpTransfer::time).reduce(Duration.ZERO, Duration::plus);
    }

    double sentAgainForEachLoss() {
      return (double) retransmitted() / dropped;
    }
  }

  @Test
  void sendersLossIsLikeReceiversLossToTcp() throws Exception {
    Lossy out = lossy(Way.SEND, sender);
    Lossy in = lossy(Way.RECEIVE, receiver);
    Lossy noticed = noticedLoss();
    // Every lost segment is sent again, and hardly any other one.
    assertThat(out.sentAgainForEachLoss()).as("%s", out).isBetween(0.9, 1.5);
    assertThat(in.sentAgainForEachLoss()).as("%s", in).isBetween(0.9, 1.5);
    // A segment that its sender knows to be lost counts as never sent.
    assertThat(noticed.sentAgainForEachLoss()).as("%s", noticed).isLessThan(0.5);
    // Most of the time goes by in retransmission time-outs (200 ms and more), about one in a
    // transfer: chance makes such sums differ by a factor of three at times, not by ten.
    assertThat(ratio(out.time(), in.time())).as("%s and %s", out, in).isBetween(0.1, 10.0);
  }

  private static double ratio(Duration one, Duration other) {
    return (double) one.toNanos() / other.toNanos();
  }

  private Lossy lossy(Way way, TestContainer target) throws Exception {
    String parameters = "protocol=tcp dport=%d percent=%d".formatted(PORT, PERCENT);
    try (Started drop = session().start(way.provider(), target, parameters)) {
      List<TcpTransfer> transfers = transfers();
      assertThat(drop.seen())
          .as("one packet a segment")
          .isGreaterThanOrEqualTo((long) TRANSFERS * BYTES / LARGEST_SEGMENT);
      return new Lossy(transfers, drop.dropped());
    }
  }

  private List<TcpTransfer> transfers() throws Exception {
    List<TcpTransfer> transfers = new ArrayList<>();
    for (int i = 0; i < TRANSFERS; i++) {
      transfers.add(TcpTransfer.between(sender, receiver, at, BYTES));
    }
    return transfers;
  }

  /// The same share dropped on the output hook, where the sender's TCP is told of it: what
  /// `send_drop` would be if it were made the obvious way.
  private Lossy noticedLoss() throws Exception {
    nft("add table inet obvious");
    try {
      nft("add chain inet obvious out { type filter hook output priority -300 ; }");
      nft(
          "add rule inet obvious out tcp dport %d numgen random mod 100 < %d counter drop"
              .formatted(PORT, PERCENT));
      List<TcpTransfer> transfers = transfers();
      Matcher counter = COUNTER.matcher(nft("list table inet obvious"));
      assertThat(counter.find()).isTrue();
      return new Lossy(transfers, Long.parseLong(counter.group(1)));
    } finally {
      nft("delete table inet obvious");
    }
  }

  private String nft(String command) {
    return inNetworkOf(sender, "nft", command);
  }
}
