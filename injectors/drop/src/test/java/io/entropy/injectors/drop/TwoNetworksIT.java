package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A target on two networks.
class TwoNetworksIT extends OnContainers {
  private String other;
  private TestContainer target;
  private TestContainer first;
  private TestContainer second;

  @BeforeAll
  void startContainers() {
    other = engine().dualStackNetwork();
    target = container();
    Shell.run("docker", "network", "connect", other, target.id());
    first = container();
    second = anyContainer("--network", other);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void onlyTheInterfaceThatWasNamedSuffers(Way way) throws Exception {
    String device = deviceWith(Ip.V4.address(target, other));
    try (Started drop =
            session().start(way.provider(), target, "interface=" + device + " protocol=udp");
        Traffic spared = traffic(way, first, network());
        Traffic hit = traffic(way, second, other)) {
      assertThat(spared.send(500)).isEqualTo(500);
      assertThat(hit.send(500)).isZero();
      assertThat(drop.dropped()).isEqualTo(500);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void withoutAnInterfaceBothNetworksSuffer(Way way) throws Exception {
    try (Started drop = session().start(way.provider(), target, "protocol=udp");
        Traffic one = traffic(way, first, network());
        Traffic two = traffic(way, second, other)) {
      assertThat(one.send(100) + two.send(100)).isZero();
      assertThat(drop.dropped()).isEqualTo(200);
    }
  }

  /// A name stands for all addresses of its container, of each network and family.
  @ParameterizedTest
  @EnumSource(Ip.class)
  void theNameOfAContainerOnTwoNetworksIsAllItsAddresses(Ip ip) throws Exception {
    try (Started drop =
            session().start(Way.SEND.provider(), first, "protocol=udp to=" + target.name());
        Started another =
            session().start(Way.SEND.provider(), second, "protocol=udp to=" + target.name());
        Traffic one = Traffic.between(first, target, ip.address(target, network()));
        Traffic two = Traffic.between(second, target, ip.address(target, other))) {
      assertThat(one.send(100) + two.send(100)).isZero();
      assertThat(drop.dropped() + another.dropped()).isEqualTo(200);
    }
  }

  private Traffic traffic(Way way, TestContainer peer, String common) throws Exception {
    TestContainer receiver = way.receiver(target, peer);
    return Traffic.between(way.sender(target, peer), receiver, Ip.V4.address(receiver, common));
  }

  /// The target's interface with this address: engines number them in an order of their own.
  private String deviceWith(InetAddress address) {
    return inNetworkOf(target, "ip", "-o", "addr", "show", "to", address.getHostAddress())
        .strip()
        .split("\\s+", -1)[1];
  }
}
