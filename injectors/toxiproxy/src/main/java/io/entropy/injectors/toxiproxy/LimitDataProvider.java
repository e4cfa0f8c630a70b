package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `limit_data`.
public final class LimitDataProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return ToxicModes.LIMIT_DATA_MODE.mode();
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ToxicInjector(ToxicModes.LIMIT_DATA_MODE, context);
  }
}
