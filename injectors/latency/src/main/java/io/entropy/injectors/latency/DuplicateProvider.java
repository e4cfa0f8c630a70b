package io.entropy.injectors.latency;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `duplicate`.
public final class DuplicateProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return DuplicateMode.MODE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ImpairmentInjector(DuplicateMode.MODE, DuplicateMode::read, context);
  }
}
