package io.entropy.injectors.rate;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `rate`.
public final class RateProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return RateMode.MODE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new RateInjector(context);
  }
}
