package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.InjectorProvider;

/// At a server that knows no leases: a watchdog keeps them.
class WatchedToxicContractIT extends ToxicContract {

  WatchedToxicContractIT(InjectorProvider provider, String parameters) {
    super(provider, parameters);
  }

  @Override
  Echo echo() {
    return EchoContainers.anothers();
  }
}
