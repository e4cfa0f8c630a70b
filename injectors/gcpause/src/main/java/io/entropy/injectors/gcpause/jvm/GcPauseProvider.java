package io.entropy.injectors.gcpause.jvm;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `gc_pause`.
public final class GcPauseProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return GcPauseMode.MODE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new GcPauseInjector(context);
  }
}
