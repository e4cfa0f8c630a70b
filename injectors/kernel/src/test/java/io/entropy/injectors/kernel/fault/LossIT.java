package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.entropy.injectors.kernel.net.Binomial;
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

/// What is lost is what was asked for, and the rule's counters tell it to the packet.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossIT {
  private static final Duration LEASE = Duration.ofSeconds(30);

  /// Keeps what IPv6 says of its own accord (RFC 3810) out of exact counts.
  private static final Fault.Stage UDP = Fault.Stage.anyOf(new Match.Transport(Protocol.UDP));

  private final Cable cable = new Cable();
  private NamespacePlan near;
  private NamespacePlan far;

  @BeforeEach
  void open() {
    near = NamespacePlan.open(cable.near(), "lossnear");
    far = NamespacePlan.open(cable.far(), "lossfar");
  }

  @AfterEach
  void leaveNothing() {
    near.close();
    far.close();
    assertThat(cable.nearRules() + cable.farRules()).isEmpty();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  private NamespacePlan plan(Direction direction) {
    return direction == Direction.RECEIVE ? far : near;
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVE, V4, 10",
    "RECEIVE, V6, 30",
    "RECEIVE, V4, 50",
    "SEND, V4, 10",
    "SEND, V6, 50",
    "RECEIVE, V4, 0.5"
  })
  void losesTheShareAskedForAndCountsIt(Direction direction, IpVersion version, double percent)
      throws IOException {
    int count = 20_000;
    NamespacePlan plan = plan(direction);
    plan.arm(Faults.of(direction, 1, Action.dropPercent(percent), UDP));
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, version, 0)) {
      assertThat(traffic.send(1)).as("armed is not released").isOne();
      plan.release(1, LEASE);
      int lost = count - traffic.send(count);
      plan.inert(1);
      Counters counters = plan.counters(1).orElseThrow();
      assertThat(counters.seenPackets()).isEqualTo(count);
      assertThat(counters.seenBytes())
          .isEqualTo(
              (version == IpVersion.V4 ? 20L : 40L) * count
                  + (8 + 32L) * count
                  + linkHeader(direction) * count);
      assertThat(counters.droppedPackets()).isEqualTo(lost);
      double expected = percent / 100;
      assertThat((double) lost)
          .isCloseTo(count * expected, within(Binomial.slack(count, expected)));
      assertThat(traffic.send(100)).as("inert").isEqualTo(100);
    }
  }

  /// At the egress hook a packet has its Ethernet header already.
  private static long linkHeader(Direction direction) {
    return direction == Direction.SEND ? 14 : 0;
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void losesEveryThirdPacketExactly(Direction direction) throws IOException {
    NamespacePlan plan = plan(direction);
    plan.arm(Faults.of(direction, 1, new Action.DropEvery(3), UDP));
    plan.release(1, LEASE);
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V4, 0)) {
      assertThat(traffic.send(2)).isEqualTo(2);
      assertThat(traffic.send(1)).isZero();
      assertThat(traffic.send(2997)).isEqualTo(1998);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void losesEverythingAndTheSenderNoticesNothing(Direction direction) throws IOException {
    NamespacePlan plan = plan(direction);
    plan.arm(Faults.of(direction, 1, new Action.DropAll(), UDP));
    plan.release(1, LEASE);
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V6, 0)) {
      assertThat(traffic.send(1000)).isZero();
    }
    assertThat(plan.counters(1).orElseThrow().droppedPackets()).isEqualTo(1000);
  }

  @Test
  void leavesLoopbackAlone() {
    far.arm(Faults.receive(1, new Action.DropAll()));
    far.arm(Faults.send(2, new Action.DropAll()));
    far.release(1, LEASE);
    far.release(2, LEASE);
    assertThat(cable.pingFar(IpVersion.V4, 1)).isZero();
    assertThat(cable.farPingsItself()).isEqualTo(3);
  }
}
