package io.entropy.injectors.drop;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The real engine, as far as a drop asks it anything: looking up a container.
final class EngineRuntime implements ContainerRuntime {

  @Override
  public EngineInfo info() {
    return new EngineInfo("test", "test", "", "");
  }

  @Override
  public List<Target> list() {
    return List.of();
  }

  @Override
  public Optional<Target> inspect(String idOrName) {
    Shell.Result found = Shell.attempt(List.of("docker", "inspect", "-f", "{{.Id}}", idOrName));
    return found.exitCode() == 0
        ? Optional.of(new TestContainer(found.output()).target())
        : Optional.empty();
  }

  @Override
  public Subscription follow(
      Consumer<ContainerEvent> events,
      Consumer<io.entropy.injectors.spi.RuntimeUnavailableException> lost) {
    return () -> {};
  }

  @Override
  public void close() {}
}
