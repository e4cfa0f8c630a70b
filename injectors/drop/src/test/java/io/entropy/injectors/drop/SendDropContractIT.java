package io.entropy.injectors.drop;

import io.entropy.api.v1.Target;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;

/// The contract of injectors for `send_drop`.
class SendDropContractIT extends DropContractIT {

  @Override
  protected InjectorProvider provider() {
    return new SendDropProvider();
  }

  @Override
  Traffic traffic(Target target, Target other) throws IOException {
    return Traffic.between(target, other);
  }
}
