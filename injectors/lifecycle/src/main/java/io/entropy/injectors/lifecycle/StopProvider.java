package io.entropy.injectors.lifecycle;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `stop`.
public final class StopProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return LifecycleMode.STOP;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new LifecycleInjector(LifecycleMode.STOP, Deed::stop, context);
  }
}
