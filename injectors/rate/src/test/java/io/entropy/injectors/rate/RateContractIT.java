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
import io.entropy.injectors.spi.engine.SharedEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of injectors, for both directions, on real containers: the effect is that of some
/// small packets sent together few arrive at once.
@ExtendWith(SharedEngine.class)
abstract class RateContractIT extends InjectorContract {
  private static final int PACKETS = 30;

  private final Way way;

  RateContractIT(Way way) {
    this.way = way;
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
    return SharedEngine.get().container().target();
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
    try (Traffic traffic =
        switch (way) {
          case RECV -> Traffic.between(SharedEngine.peer(), target);
          case SEND -> Traffic.between(target, SharedEngine.peer());
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
    SharedEngine.get().remove(target);
  }
}
