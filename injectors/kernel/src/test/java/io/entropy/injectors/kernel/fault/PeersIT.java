package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.fault.Fault.Stage.anyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.net.IpVersion;
import io.entropy.injectors.kernel.net.UdpTraffic;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A fault hits what comes from its peers, or goes to them, whoever they are at that time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeersIT {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int PORT = 7011;
  private static final Set<InetAddress> NEAR = addresses("10.99.0.1", "fd99::1");
  private static final Set<InetAddress> FAR = addresses("10.99.0.2", "fd99::2");
  private static final Set<InetAddress> OTHERS = addresses("10.99.0.3", "fd99::3", "fd99::4");

  private final Cable cable = new Cable();
  private NamespacePlan near;
  private NamespacePlan far;

  @BeforeEach
  void open() {
    near = NamespacePlan.open(cable.near(), "peersnear");
    far = NamespacePlan.open(cable.far(), "peersfar");
  }

  @AfterEach
  void leaveNothing() {
    near.close();
    far.close();
    assertThat(Strays.list(cable.near())).isEmpty();
    assertThat(Strays.list(cable.far())).isEmpty();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  private static Set<InetAddress> addresses(String... literals) {
    return Set.of(literals).stream().map(InetAddress::ofLiteral).collect(Collectors.toSet());
  }

  private NamespacePlan lose(Direction direction, int id, Set<InetAddress> peers) {
    NamespacePlan plan = direction == Direction.RECEIVE ? far : near;
    plan.arm(Faults.of(direction, id, new Action.DropAll(), anyOf(new Match.Peers(peers))));
    plan.release(id, LEASE);
    return plan;
  }

  private static Set<InetAddress> peers(Direction direction) {
    return direction == Direction.RECEIVE ? NEAR : FAR;
  }

  private int arriving() throws IOException {
    int arrived = 0;
    for (IpVersion version : IpVersion.values()) {
      try (UdpTraffic traffic = UdpTraffic.toFar(cable, version, PORT)) {
        arrived += traffic.send(10);
      }
    }
    return arrived;
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void onlyThePeersPacketsAreHitOfBothVersionsOfIp(Direction direction) throws IOException {
    NamespacePlan plan = lose(direction, 1, OTHERS);
    assertThat(arriving()).isEqualTo(20);
    assertThat(plan.counters(1).orElseThrow().seenPackets()).isZero();
    NamespacePlan same = lose(direction, 2, peers(direction));
    assertThat(arriving()).isZero();
    assertThat(same.counters(2).orElseThrow().droppedPackets()).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void peersCanChangeWhileTheFaultIsThere(Direction direction) throws IOException {
    NamespacePlan plan = lose(direction, 1, Set.of());
    assertThat(arriving()).isEqualTo(20);
    plan.setPeers(1, peers(direction));
    assertThat(arriving()).isZero();
    plan.setPeers(1, peers(direction)); // the same once more
    assertThat(arriving()).isZero();
    plan.setPeers(1, OTHERS);
    assertThat(arriving()).isEqualTo(20);
    plan.setPeers(1, Set.of());
    assertThat(arriving()).isEqualTo(20);
    assertThat(plan.counters(1).orElseThrow().droppedPackets()).isEqualTo(40);
    plan.remove(1);
    plan.setPeers(1, OTHERS); // of nothing
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void manyPeersAreFine(Direction direction) throws IOException {
    Set<InetAddress> many =
        IntStream.range(0, 1_200)
            .mapToObj(i -> InetAddress.ofLiteral("10.98." + i / 250 + "." + i % 250))
            .collect(Collectors.toSet());
    many.addAll(peers(direction));
    NamespacePlan plan = lose(direction, 1, many);
    assertThat(arriving()).isZero();
    plan.remove(1);
    assertThat(arriving()).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void oneOfTwoFaultsLeavesWithItsPeersAndTheOtherStays(Direction direction) throws IOException {
    NamespacePlan plan = lose(direction, 1, OTHERS);
    lose(direction, 2, peers(direction));
    plan.remove(1);
    assertThat(arriving()).isZero();
    lose(direction, 1, OTHERS); // its sets' names are free again
    plan.remove(2);
    assertThat(arriving()).isEqualTo(20);
  }
}
