package io.entropy.injectors.stress;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `stress_io`.
public final class StressIoProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return StressMode.IO;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new StressInjector(StressMode.IO, context);
  }
}
