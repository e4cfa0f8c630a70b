package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.contract.InstantContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.SharedEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of instant injectors on real containers.
@ExtendWith(SharedEngine.class)
abstract class LifecycleContract extends InstantContract {
  /// Whether what is asked is so.
  abstract boolean isHit(Target before, Optional<Incarnation> now);

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
    return Map.of("grace", "0s");
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    return isHit(target, runtime().life(target.getId()));
  }

  /// A container that is left neither running nor ended.
  @Override
  protected List<String> residue(Target target) throws Exception {
    return runtime().life(target.getId()).stream()
        .map(Incarnation::state)
        .filter(state -> state != State.RUNNING && state != State.STOPPED)
        .map(State::name)
        .toList();
  }
}
