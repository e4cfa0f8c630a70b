package io.entropy.injectors.stress;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `disk_fill`.
public final class DiskFillProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return StressMode.FILL;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new StressInjector(StressMode.FILL, context);
  }
}
