package io.entropy.injectors.rate;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract of injectors, for both directions, on real containers: the effect is that of some
/// small packets sent together few arrive at once.
abstract class RateContractIT extends InjectorContract {
  private static final int PACKETS = 30;

  private static TestEngine engine;
  private static TestContainer peer;

  private final Way way;

  RateContractIT(Way way) {
    this.way = way;
  }

  @BeforeAll
  static void startPeer() throws IOException {
    engine = TestEngine.open();
    peer = engine.container();
  }

  @AfterAll
  static void removeEverything() {
    engine.close();
  }

  @Override
  protected InjectorProvider provider() {
    return new RateProvider();
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() {
    return engine.container().target();
  }

  /// So slow that there are more than 60 ms between two of the packets, when [Traffic] gives up.
  @Override
  protected Map<String, String> parameters() {
    String direction =
        switch (way) {
          case RECV -> "recv";
          case SEND -> "send";
        };
    return Map.of("rate", "8kbit", "burst", "100", "direction", direction, "protocol", "udp");
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    TestContainer container = new TestContainer(target.getId());
    try (Traffic traffic =
        switch (way) {
          case RECV -> Traffic.between(peer, container, container.ipv4());
          case SEND -> Traffic.between(container, peer, peer.ipv4());
        }) {
      return traffic.send(PACKETS) < PACKETS / 2;
    }
  }

  @Override
  protected List<String> residue(Target target) {
    NetworkNamespace namespace = NetworkNamespace.ofProcess(target.getStatus().getPid());
    return Stream.concat(
            Strays.list(namespace).stream().map(s -> s.table() + " " + s.direction()),
            Shaping.list(namespace).stream())
        .toList();
  }

  @Override
  protected void removeTarget(Target target) {
    engine.remove(target);
  }
}
