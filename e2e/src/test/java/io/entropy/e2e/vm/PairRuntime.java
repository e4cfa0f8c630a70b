package io.entropy.e2e.vm;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The targets of [NamespacePair]s as the containers of an engine: the guest has no other.
final class PairRuntime implements ContainerRuntime {
  private final Map<String, Target> containers = new ConcurrentHashMap<>();

  void add(Target container) {
    containers.put(container.getId(), container);
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo("guest", "guest", "0", System.getProperty("os.version", ""));
  }

  @Override
  public List<Target> list() {
    return List.copyOf(containers.values());
  }

  @Override
  public Optional<Target> inspect(String idOrName) {
    return containers.values().stream()
        .filter(c -> c.getId().equals(idOrName) || c.getSpec().getName().equals(idOrName))
        .findFirst();
  }

  @Override
  public Subscription follow(
      Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost) {
    return () -> {};
  }

  @Override
  public void close() {}
}
