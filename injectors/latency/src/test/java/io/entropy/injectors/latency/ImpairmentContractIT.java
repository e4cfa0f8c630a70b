package io.entropy.injectors.latency;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.SharedEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of injectors for the modes of this module, on real containers.
@ExtendWith(SharedEngine.class)
abstract class ImpairmentContractIT extends InjectorContract {
  /// Whether packets from a peer suffer.
  abstract boolean suffers(OneWay traffic) throws IOException;

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() {
    return SharedEngine.get().container().target();
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    try (OneWay traffic = OneWay.between(SharedEngine.peer(), target)) {
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
    SharedEngine.get().remove(target);
  }
}
