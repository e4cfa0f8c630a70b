package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `toxiproxy_latency`.
public final class LatencyProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return ToxicModes.LATENCY_MODE.mode();
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ToxicInjector(ToxicModes.LATENCY_MODE, context.session());
  }
}
