package io.entropy.injectors.lifecycle;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `kill`.
public final class KillProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return LifecycleMode.KILL;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new LifecycleInjector(LifecycleMode.KILL, Deed::kill, context);
  }
}
