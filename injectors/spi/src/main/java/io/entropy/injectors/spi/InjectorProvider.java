package io.entropy.injectors.spi;

import io.entropy.injectors.spi.group.Grouping;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.Optional;

/// How an injector is found (`META-INF/services`) and opened. Creating one and reading its mode
/// loads no native code.
public interface InjectorProvider {

  FailureMode mode();

  /// How the mode divides the containers that a policy matches, when it acts on them as a group;
  /// empty when each is hit by itself.
  default Optional<Grouping> grouping() {
    return Optional.empty();
  }

  Injector open(InjectorContext context);
}
