package io.entropy.injectors.stress;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `stress_cpu`.
public final class StressCpuProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return StressMode.CPU;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new StressInjector(StressMode.CPU, context);
  }
}
