package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/// Tests of rates on a target and a peer: after each, neither has a qdisc or an ifb of ours.
@Timeout(120)
abstract class OnShapedContainers extends OnContainers {
  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  final void startTargetAndPeer() {
    target = container();
    peer = container();
  }

  @AfterEach
  final void leaveNoTrafficControl() {
    for (TestContainer container : List.of(target, peer)) {
      assertThat(trafficControl(container)).isEmpty();
      assertThat(inNetworkOf(container, "tc", "qdisc", "show")).doesNotContain("htb");
    }
  }

  final TestContainer target() {
    return target;
  }

  final TestContainer peer() {
    return peer;
  }

  static List<String> trafficControl(TestContainer container) {
    return Shaping.list(NetworkNamespace.ofProcess(container.pid()));
  }
}
