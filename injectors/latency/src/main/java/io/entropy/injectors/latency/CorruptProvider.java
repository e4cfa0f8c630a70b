package io.entropy.injectors.latency;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `corrupt`.
public final class CorruptProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return CorruptMode.MODE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ImpairmentInjector(CorruptMode.MODE, CorruptMode::read, context);
  }
}
