package io.entropy.agent.injection;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.Optional;

/// Finds a target with its pid, asking the engine when that isn't known yet. Any thread.
public interface TargetLookup {

  /// Empty when there is no such container.
  Optional<Target> resolve(String id) throws RuntimeUnavailableException;
}
