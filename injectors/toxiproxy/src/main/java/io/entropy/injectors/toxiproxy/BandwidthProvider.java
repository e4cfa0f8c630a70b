package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `bandwidth`.
public final class BandwidthProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return ToxicModes.BANDWIDTH_MODE.mode();
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ToxicInjector(ToxicModes.BANDWIDTH_MODE, context);
  }
}
