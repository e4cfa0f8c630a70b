package io.entropy.injectors.gcpause.jvm;

import io.entropy.api.v1.Target;
import io.entropy.injectors.gcpause.standstill.Echo;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.SharedEngine;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of injectors, on JVMs in containers: the effect is that a peer gets no answer.
@ExtendWith(SharedEngine.class)
abstract class GcPauseContractIT extends InjectorContract {
  private final Map<String, Echo> echoes = new HashMap<>();

  @Override
  protected InjectorProvider provider() {
    return new GcPauseProvider();
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() throws Exception {
    TestContainer container =
        JvmContainers.start(
            SharedEngine.get(), List.of("--tmpfs", "/tmp:exec"), "-XX:+UseSerialGC");
    echoes.put(container.id(), Echo.to(container));
    return container.target();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("time", "1m", "method", method());
  }

  abstract String method();

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    return !echo(target).answers();
  }

  private Echo echo(Target target) {
    return Optional.ofNullable(echoes.get(target.getId())).orElseThrow();
  }

  @Override
  protected List<String> residue(Target target) throws IOException {
    List<String> left = new ArrayList<>(JvmContainers.files(target));
    Watchdogs.list().stream()
        .filter(one -> one.containerId().equals(target.getId()))
        .forEach(one -> left.add(one.toString()));
    return left;
  }

  @Override
  protected void removeTarget(Target target) throws Exception {
    echo(target).close();
    SharedEngine.get().remove(target);
  }
}
