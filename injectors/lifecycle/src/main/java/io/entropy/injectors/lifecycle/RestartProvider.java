package io.entropy.injectors.lifecycle;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `restart`.
public final class RestartProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return LifecycleMode.RESTART;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new LifecycleInjector(LifecycleMode.RESTART, Deed::restart, context);
  }
}
