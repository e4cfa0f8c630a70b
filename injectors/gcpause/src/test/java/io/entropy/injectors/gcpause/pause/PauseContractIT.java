package io.entropy.injectors.gcpause.pause;

import io.entropy.api.v1.Target;
import io.entropy.injectors.gcpause.standstill.Echo;
import io.entropy.injectors.kernel.process.Freezers;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.kernel.process.Way;
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

/// The contract of injectors, on real containers: the effect is that a peer gets no answer.
@ExtendWith(SharedEngine.class)
abstract class PauseContractIT extends InjectorContract {

  private final Map<String, Echo> echoes = new HashMap<>();

  abstract String method();

  /// Called with each container before anything is done to it.
  void prepare(TestContainer container) throws IOException {}

  @Override
  protected InjectorProvider provider() {
    return new PauseProvider();
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() throws Exception {
    TestContainer container = SharedEngine.get().container();
    echoes.put(container.id(), Echo.startIn(container));
    prepare(container);
    return container.target();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("method", method());
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    return !echo(target).answers();
  }

  private Echo echo(Target target) {
    return Optional.ofNullable(echoes.get(target.getId())).orElseThrow();
  }

  @Override
  protected List<String> residue(Target target) throws IOException {
    List<String> left = new ArrayList<>();
    Watchdogs.list().stream()
        .filter(one -> one.containerId().equals(target.getId()))
        .forEach(one -> left.add(one.toString()));
    long pid = target.getStatus().getPid();
    Optional<Way.Freezer> freezer = Freezers.of(pid, target.getId());
    if (freezer.isPresent() && Freezers.isFrozen(freezer.get())) {
      left.add("frozen");
    }
    ProcessId.ofContainer(target.getId()).stream()
        .filter(ProcessId::isStopped)
        .forEach(process -> left.add("stopped " + process));
    return left;
  }

  @Override
  protected void removeTarget(Target target) throws Exception {
    echo(target).close();
    SharedEngine.get().remove(target);
  }
}
