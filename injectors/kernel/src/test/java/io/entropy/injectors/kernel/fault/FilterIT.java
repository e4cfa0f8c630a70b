package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.fault.Fault.Stage.anyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.net.IpVersion;
import io.entropy.injectors.kernel.net.UdpTraffic;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A fault hits the packets that its filters describe, and no others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterIT {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int PORT = 7001;

  private final Cable cable = new Cable();
  private NamespacePlan near;
  private NamespacePlan far;

  @BeforeEach
  void open() {
    near = NamespacePlan.open(cable.near(), "filternear");
    far = NamespacePlan.open(cable.far(), "filterfar");
  }

  @AfterEach
  void leaveNothing() {
    near.close();
    far.close();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  private void lose(Direction direction, Fault.Stage... stages) {
    NamespacePlan plan = direction == Direction.RECEIVE ? far : near;
    plan.arm(Faults.of(direction, 1, new Action.DropAll(), stages));
    plan.release(1, LEASE);
  }

  private int arriving(IpVersion version, int port) throws IOException {
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, version, port)) {
      return traffic.send(10);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void byDestinationPort(Direction direction) throws IOException {
    lose(direction, anyOf(new Match.DestinationPort(Ports.of(PORT))));
    for (IpVersion version : IpVersion.values()) {
      assertThat(arriving(version, PORT)).isZero();
      assertThat(arriving(version, PORT + 1)).isEqualTo(10);
      assertThat(cable.pingFar(version, 1)).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void byRangeOfPorts(Direction direction) throws IOException {
    lose(direction, anyOf(new Match.DestinationPort(new Ports(PORT, PORT + 1))));
    assertThat(arriving(IpVersion.V4, PORT - 1)).isEqualTo(10);
    assertThat(arriving(IpVersion.V4, PORT)).isZero();
    assertThat(arriving(IpVersion.V4, PORT + 1)).isZero();
    assertThat(arriving(IpVersion.V4, PORT + 2)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVE, 10.99.0.1, 0, 10",
    "RECEIVE, 10.99.0.0/24, 0, 10",
    "SEND, 10.99.0.0/31, 0, 10",
    "RECEIVE, 10.99.0.2, 10, 10",
    "RECEIVE, 0.0.0.0/0, 0, 10",
    "SEND, fd99::1, 10, 0",
    "RECEIVE, fd99::/64, 10, 0",
    "RECEIVE, fd98::/16, 10, 10",
    "SEND, ::/0, 10, 0"
  })
  void bySource(Direction direction, String block, int ipv4, int ipv6) throws IOException {
    lose(direction, anyOf(new Match.Source(Cidr.parse(block))));
    assertThat(arriving(IpVersion.V4, 0)).isEqualTo(ipv4);
    assertThat(arriving(IpVersion.V6, 0)).isEqualTo(ipv6);
  }

  @Test
  void byDestination() throws IOException {
    lose(Direction.SEND, anyOf(new Match.Destination(Cidr.parse("fd99::2"))));
    assertThat(arriving(IpVersion.V4, 0)).isEqualTo(10);
    assertThat(arriving(IpVersion.V6, 0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void byProtocol(Direction direction) throws IOException {
    lose(direction, anyOf(new Match.Transport(Protocol.ICMP)));
    for (IpVersion version : IpVersion.values()) {
      assertThat(cable.pingFar(version, 1)).isZero();
      assertThat(arriving(version, 0)).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({"RECEIVE, eth0, 0", "RECEIVE, eth1, 10", "SEND, eth0, 0", "SEND, eth, 10"})
  void byInterface(Direction direction, String name, int expected) throws IOException {
    lose(direction, anyOf(new Match.Interface(name)));
    assertThat(arriving(IpVersion.V4, 0)).isEqualTo(expected);
  }

  @Test
  void everyStageMustMatchByOneOfItsAlternatives() throws IOException {
    lose(
        Direction.RECEIVE,
        anyOf(
            new Match.Source(Cidr.parse("fd99::1")), new Match.Source(Cidr.parse("10.99.0.0/24"))),
        anyOf(new Match.Transport(Protocol.TCP), new Match.Transport(Protocol.UDP)),
        anyOf(new Match.DestinationPort(Ports.of(PORT)), new Match.DestinationPort(Ports.of(80))));
    for (IpVersion version : IpVersion.values()) {
      assertThat(arriving(version, PORT)).isZero();
      assertThat(arriving(version, PORT + 1)).isEqualTo(10);
      assertThat(cable.pingFar(version, 1)).isOne();
    }
  }

  @Test
  void aPacketThatMatchesManyAlternativesIsCountedOnce() throws IOException {
    far.arm(
        Faults.receive(
            1,
            new Action.DropEvery(2),
            anyOf(
                new Match.Source(Cidr.parse("10.99.0.1")),
                new Match.Source(Cidr.parse("10.99.0.0/24")),
                new Match.Transport(Protocol.UDP))));
    far.release(1, LEASE);
    assertThat(arriving(IpVersion.V4, 0)).isEqualTo(5);
    assertThat(far.counters(1).orElseThrow().seenPackets()).isEqualTo(10);
    assertThat(far.counters(1).orElseThrow().droppedPackets()).isEqualTo(5);
  }
}
