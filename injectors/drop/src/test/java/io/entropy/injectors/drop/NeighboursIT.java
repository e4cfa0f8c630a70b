package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// ARP and neighbour discovery get through total loss, so that with its end the network is there at
/// once.
class NeighboursIT extends OnContainers {
  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  @ParameterizedTest
  @EnumSource(Ip.class)
  void neighboursFindEachOtherThroughTotalLossBothWays(Ip ip) throws Exception {
    try (Traffic out = Way.SEND.traffic(target, peer, ip);
        Traffic in = Way.RECEIVE.traffic(target, peer, ip);
        Started sending = session().start(Way.SEND.provider(), target, "percent=100");
        Started receiving = session().start(Way.RECEIVE.provider(), target, "percent=100")) {
      forgetNeighbours();
      assertThat(out.send(10)).isZero();
      assertKnows(target, ip.address(peer).getHostAddress());
      forgetNeighbours();
      assertThat(in.send(10)).isZero();
      assertKnows(peer, ip.address(target).getHostAddress());
      sending.fault().end();
      receiving.fault().end();
      assertThat(out.send(1)).as("the first packet after it").isOne();
      assertThat(in.send(1)).as("the first packet after it").isOne();
    }
  }

  private void forgetNeighbours() {
    inNetworkOf(target, "ip", "neigh", "flush", "all");
    inNetworkOf(peer, "ip", "neigh", "flush", "all");
  }

  private static void assertKnows(TestContainer container, String neighbour) {
    assertThat(inNetworkOf(container, "ip", "neigh", "show", neighbour))
        .contains("lladdr")
        .doesNotContain("FAILED", "INCOMPLETE");
  }
}
