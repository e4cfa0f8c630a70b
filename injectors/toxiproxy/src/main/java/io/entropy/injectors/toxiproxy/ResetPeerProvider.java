package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;

/// Provides `reset_peer`.
public final class ResetPeerProvider implements InjectorProvider {

  @Override
  public FailureMode mode() {
    return ToxicModes.RESET_PEER_MODE.mode();
  }

  @Override
  public Injector open(InjectorContext context) {
    return new ToxicInjector(ToxicModes.RESET_PEER_MODE, context);
  }
}
