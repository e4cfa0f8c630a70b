package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `slow_close`.
public final class SlowCloseProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return ToxicModes.SLOW_CLOSE_MODE.mode();
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ToxicInjector(ToxicModes.SLOW_CLOSE_MODE, context);
  }
}
