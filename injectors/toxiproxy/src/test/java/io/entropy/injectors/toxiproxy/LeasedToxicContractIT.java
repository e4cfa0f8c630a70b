package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.InjectorProvider;

/// At a server that keeps leases itself.
class LeasedToxicContractIT extends ToxicContract {

  LeasedToxicContractIT(InjectorProvider provider, String parameters) {
    super(provider, parameters);
  }

  @Override
  Echo echo() {
    return EchoContainers.ours();
  }
}
