package io.entropy.injectors.gcpause.standstill;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The real engine, which also says whether a container is paused.
public record StatedRuntime(EngineRuntime engine) implements ContainerRuntime {

  public StatedRuntime() {
    this(new EngineRuntime());
  }

  @Override
  public EngineInfo info() {
    return engine.info();
  }

  @Override
  public List<Target> list() {
    return engine.list();
  }

  @Override
  public Optional<Target> inspect(String idOrName) {
    return engine.inspect(idOrName).map(StatedRuntime::stated);
  }

  private static Target stated(Target target) {
    boolean paused = new TestContainer(target.getId()).inspect("{{.State.Paused}}").equals("true");
    return target.toBuilder()
        .setStatus(target.getStatus().toBuilder().setState(paused ? State.PAUSED : State.RUNNING))
        .build();
  }

  @Override
  public Subscription follow(
      Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost) {
    return engine.follow(events, lost);
  }

  @Override
  public void close() {
    engine.close();
  }
}
