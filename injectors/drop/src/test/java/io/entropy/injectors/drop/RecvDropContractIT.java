package io.entropy.injectors.drop;

import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;

/// The contract of injectors for `recv_drop`.
class RecvDropContractIT extends DropContractIT {

  @Override
  protected InjectorProvider provider() {
    return new RecvDropProvider();
  }

  @Override
  Traffic traffic(TestContainer target, TestContainer other) throws IOException {
    return Traffic.between(other, target, target.ipv4());
  }
}
