package io.entropy.injectors.stress;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `stress_mem`.
public final class StressMemProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return StressMode.MEMORY;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new StressInjector(StressMode.MEMORY, context);
  }
}
