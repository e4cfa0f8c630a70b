package io.entropy.injectors.latency;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `latency`.
public final class LatencyProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return LatencyMode.MODE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ImpairmentInjector(LatencyMode.MODE, LatencyMode::read, context);
  }
}
