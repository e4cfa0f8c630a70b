package io.entropy.injectors.latency;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract of injectors for `latency`, on real containers: the effect is that a packet which
/// otherwise arrives at once takes as long as was asked.
class LatencyContractIT extends InjectorContract {
  private static final Duration ASKED = Duration.ofMillis(300);

  private static TestEngine engine;
  private static TestContainer peer;

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
    return new LatencyProvider();
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() {
    return engine.container().target();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("time", ASKED.toMillis() + "ms", "protocol", "udp");
  }

  /// The fastest of a few counts: what's slow by itself doesn't look delayed.
  @Override
  protected boolean effectPresent(Target target) throws Exception {
    TestContainer container = new TestContainer(target.getId());
    try (OneWay traffic = OneWay.between(peer, container, container.ipv4())) {
      return traffic.send(5, Duration.ZERO).stream()
              .map(OneWay.Trip::delay)
              .min(Duration::compareTo)
              .orElseThrow()
              .compareTo(ASKED)
          >= 0;
    }
  }

  @Override
  protected List<String> residue(Target target) {
    return Strays.list(NetworkNamespace.ofProcess(target.getStatus().getPid())).stream()
        .map(stray -> stray.table() + " " + stray.direction())
        .toList();
  }

  @Override
  protected void removeTarget(Target target) {
    engine.remove(target);
  }
}
