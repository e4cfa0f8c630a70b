package io.entropy.injectors.drop;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.SharedEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of injectors, for both directions, on real containers: the effect is that none of
/// some packets arrives.
@ExtendWith(SharedEngine.class)
abstract class DropContractIT extends InjectorContract {
  private static final int PACKETS = 20;

  /// Packets that go through the fault: to the target or from it.
  abstract Traffic traffic(Target target, Target other) throws IOException;

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() {
    return SharedEngine.get().container().target();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("percent", "100", "protocol", "udp");
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    try (Traffic traffic = traffic(target, SharedEngine.peer())) {
      return traffic.send(PACKETS) == 0;
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
