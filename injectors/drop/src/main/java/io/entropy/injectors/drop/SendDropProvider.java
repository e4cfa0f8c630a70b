package io.entropy.injectors.drop;

import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `send_drop`.
public final class SendDropProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return DropMode.SEND;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new DropInjector(DropMode.SEND, Direction.SEND, context);
  }
}
