package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.InjectorProvider;
import java.util.Optional;

class RestartContractIT extends LifecycleContract {

  @Override
  protected InjectorProvider provider() {
    return new RestartProvider();
  }

  @Override
  boolean isHit(Target before, Optional<Incarnation> now) {
    return now.filter(n -> n.isUp() && n.pid() != before.getStatus().getPid()).isPresent();
  }
}
