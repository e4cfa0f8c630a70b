package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.InjectorProvider;
import java.util.Map;
import java.util.Optional;

class KillContractIT extends LifecycleContract {

  @Override
  protected InjectorProvider provider() {
    return new KillProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  boolean isHit(Target before, Optional<Incarnation> now) {
    return now.filter(n -> !n.isUp() && n.exitCode() == 137).isPresent();
  }
}
