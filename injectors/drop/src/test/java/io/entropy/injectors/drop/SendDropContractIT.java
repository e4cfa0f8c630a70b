package io.entropy.injectors.drop;

import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;

/// The contract of injectors for `send_drop`.
class SendDropContractIT extends DropContractIT {

  @Override
  protected InjectorProvider provider() {
    return new SendDropProvider();
  }

  @Override
  Traffic traffic(TestContainer target, TestContainer other) throws IOException {
    return Traffic.between(target, other, other.ipv4());
  }
}
