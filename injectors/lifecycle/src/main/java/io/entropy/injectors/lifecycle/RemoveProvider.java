package io.entropy.injectors.lifecycle;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `rm`.
public final class RemoveProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return LifecycleMode.REMOVE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new LifecycleInjector(LifecycleMode.REMOVE, Deed::remove, context);
  }
}
