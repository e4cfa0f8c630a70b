package io.entropy.injectors.partition;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.SharedEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of injectors: the effect is that nothing gets from the target to its
/// SharedEngine.peer(), nor the other way.
@ExtendWith(SharedEngine.class)
class PartitionContractIT extends InjectorContract {
  private static final int PACKETS = 10;

  @Override
  protected InjectorProvider provider() {
    return new PartitionProvider();
  }

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
    return Map.of();
  }

  @Override
  protected List<Peer> peers() {
    return List.of(TestPeers.of(SharedEngine.peer()));
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(3);
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    try (Traffic out = Traffic.between(target, SharedEngine.peer());
        Traffic in = Traffic.between(SharedEngine.peer(), target)) {
      int sent = out.send(PACKETS);
      int received = in.send(PACKETS);
      if ((sent == 0) != (received == 0)) {
        throw new IllegalStateException("one way only: " + sent + " out, " + received + " in");
      }
      return sent == 0;
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
