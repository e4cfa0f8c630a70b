package io.entropy.injectors.latency;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `reorder`.
public final class ReorderProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return ReorderMode.MODE;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ImpairmentInjector(ReorderMode.MODE, ReorderMode::read, context);
  }
}
