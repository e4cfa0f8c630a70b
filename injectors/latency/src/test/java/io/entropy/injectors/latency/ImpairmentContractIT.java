package io.entropy.injectors.latency;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract of injectors for the modes of this module, on real containers.
abstract class ImpairmentContractIT extends InjectorContract {
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

  /// Whether packets from a peer suffer.
  abstract boolean suffers(OneWay traffic) throws IOException;

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() {
    return engine.container().target();
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    TestContainer container = new TestContainer(target.getId());
    try (OneWay traffic = OneWay.between(peer, container, container.ipv4())) {
      return suffers(traffic);
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
