package io.entropy.injectors.latency;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.toxiproxy.Echo;
import io.entropy.injectors.toxiproxy.EchoContainers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of injectors for `latency method=toxiproxy`, between two containers.
@ExtendWith(EchoContainers.class)
class ProxiedContractIT extends InjectorContract {
  private static final long ASKED_MILLIS = 300;

  private final Echo echo = EchoContainers.ours();

  @Override
  protected InjectorProvider provider() {
    return new LatencyProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("time", ASKED_MILLIS + "ms", "method", "toxiproxy", "server", echo.server());
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() throws IOException {
    return echo.target();
  }

  /// One of a few trips that is fast tells that there is no delay.
  @Override
  protected boolean effectPresent(Target target) throws IOException {
    for (int i = 0; i < 3; i++) {
      if (echo.send(target, 10).millis() < ASKED_MILLIS) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected List<String> residue(Target target) throws IOException {
    return echo.toxics(target);
  }
}
