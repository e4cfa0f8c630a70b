package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.net.IpVersion;
import io.entropy.injectors.kernel.net.TcpTransfer;
import io.entropy.injectors.kernel.net.UdpTraffic;
import io.entropy.injectors.kernel.nftables.NfTables;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Loss on the way out looks like loss in the network: to the sender's calls, to TCP, and to the
/// protocols by which neighbours find each other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendIT {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Cable cable = new Cable();

  @AfterEach
  void leaveNothing() {
    assertThat(cable.nearRules() + cable.farRules()).isEmpty();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  @Test
  void tcpSendsAgainWhatIsLostOnTheWayOutAsItDoesForLossOnTheWayIn() throws Exception {
    TcpTransfer lostOnTheWayOut;
    Counters out;
    try (NamespacePlan near = NamespacePlan.open(cable.near(), "tcp")) {
      near.arm(Faults.send(1, Action.dropPercent(3)));
      near.release(1, LEASE);
      lostOnTheWayOut = TcpTransfer.nearToFar(cable);
      out = near.counters(1).orElseThrow();
    }
    TcpTransfer lostOnTheWayIn;
    Counters in;
    try (NamespacePlan far = NamespacePlan.open(cable.far(), "tcp")) {
      far.arm(Faults.receive(1, Action.dropPercent(3)));
      far.release(1, LEASE);
      lostOnTheWayIn = TcpTransfer.nearToFar(cable);
      in = far.counters(1).orElseThrow();
    }
    assertThat(out.droppedPackets()).isPositive();
    assertThat(in.droppedPackets()).isPositive();
    // Each loss is sent again; of the few last ones of a transfer perhaps not all.
    assertThat(lostOnTheWayOut.retransmitted())
        .as("%s dropped %s, for comparison %s dropped %s", lostOnTheWayOut, out, lostOnTheWayIn, in)
        .isGreaterThanOrEqualTo(out.droppedPackets() * 9 / 10);
    assertThat(lostOnTheWayIn.retransmitted()).isGreaterThanOrEqualTo(in.droppedPackets() * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource(IpVersion.class)
  void neighboursFindEachOtherThroughTotalLoss(IpVersion version) {
    try (NamespacePlan near = NamespacePlan.open(cable.near(), "neighbour")) {
      near.arm(Faults.send(1, new Action.DropAll()));
      near.arm(Faults.receive(2, new Action.DropAll()));
      near.release(1, LEASE);
      near.release(2, LEASE);
      cable.nearIp("neigh", "flush", "all");
      cable.farIp("neigh", "flush", "all");
      assertThat(cable.pingFar(version, 2)).isZero();
      assertThat(cable.nearNeighbour(version)).contains("lladdr");
      cable.farIp("neigh", "flush", "all");
      assertThat(cable.pingNear(version, 2)).isZero();
      assertThat(cable.farNeighbour(version)).contains("lladdr");
    }
  }

  @Test
  void anInterfaceThatAppearsIsCoveredByTheNextFault() {
    try (NamespacePlan near = NamespacePlan.open(cable.near(), "plug")) {
      near.arm(Faults.send(1, new Action.DropAll()));
      assertThat(cable.nearRules()).doesNotContain("eth7");
      cable.nearIp("link", "add", "eth7", "type", "veth", "peer", "name", "eth8");
      near.arm(Faults.send(2, new Action.DropAll()));
      assertThat(cable.nearRules())
          .containsOnlyOnce("device \"eth0\"")
          .containsOnlyOnce("device \"eth7\"");
      cable.nearIp("link", "del", "eth7");
      near.arm(Faults.send(3, new Action.DropAll()));
      cable.nearIp("link", "add", "eth7", "type", "veth", "peer", "name", "eth8");
      near.arm(Faults.send(4, new Action.DropAll()));
      assertThat(cable.nearRules()).containsOnlyOnce("device \"eth7\"");
      cable.nearIp("link", "del", "eth7");
    }
  }

  /// What the send direction falls back to on a kernel without the forwarding expression: calls
  /// still don't fail, as long as the socket doesn't ask for errors (IP_RECVERR).
  @Test
  void withoutSilentLossTheSendersCallsDoNotFailEither() throws IOException {
    Dialect plain = new Dialect(true, false);
    try (NamespacePlan near =
            new NamespacePlan(cable.near(), "plain", NfTables.open(cable.near()), plain);
        UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V4, 0)) {
      near.arm(Faults.send(1, new Action.DropEvery(2)));
      near.release(1, LEASE);
      assertThat(traffic.send(100)).isEqualTo(50);
      assertThat(cable.nearRules()).contains("drop").doesNotContain("fwd");
    }
  }
}
