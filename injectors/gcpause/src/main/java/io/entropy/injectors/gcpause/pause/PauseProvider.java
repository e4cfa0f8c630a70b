package io.entropy.injectors.gcpause.pause;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `pause`.
public final class PauseProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return PauseMode.MODE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new PauseInjector(context);
  }
}
