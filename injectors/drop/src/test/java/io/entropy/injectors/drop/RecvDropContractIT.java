package io.entropy.injectors.drop;

import io.entropy.api.v1.Target;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;

/// The contract of injectors for `recv_drop`.
class RecvDropContractIT extends DropContractIT {

  @Override
  protected InjectorProvider provider() {
    return new RecvDropProvider();
  }

  @Override
  Traffic traffic(Target target, Target other) throws IOException {
    return Traffic.between(other, target);
  }
}
