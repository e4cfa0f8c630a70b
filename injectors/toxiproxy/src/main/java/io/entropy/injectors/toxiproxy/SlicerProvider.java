package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `slicer`.
public final class SlicerProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return ToxicModes.SLICER_MODE.mode();
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ToxicInjector(ToxicModes.SLICER_MODE, context);
  }
}
