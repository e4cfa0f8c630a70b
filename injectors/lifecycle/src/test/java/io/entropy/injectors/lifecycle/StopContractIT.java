package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.InjectorProvider;
import java.util.Optional;

class StopContractIT extends LifecycleContract {

  @Override
  protected InjectorProvider provider() {
    return new StopProvider();
  }

  @Override
  boolean isHit(Target before, Optional<Incarnation> now) {
    return now.filter(n -> !n.isUp()).isPresent();
  }
}
