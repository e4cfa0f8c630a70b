package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.Order.Outcome;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.Optional;

/// A target's life, as its engine tells it and takes orders about it.
record TargetLife(Target target, ContainerRuntime runtime) {

  /// Empty when the container is gone.
  Optional<Incarnation> now() throws InjectorException {
    try {
      return runtime.life(target.getId());
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /// The run that goes on.
  ///
  /// @throws InjectorException `TARGET_GONE` when none does
  Incarnation up() throws InjectorException {
    Incarnation life = now().orElseThrow(() -> gone("is gone"));
    if (!life.isUp()) {
      throw gone("isn't running");
    }
    return life;
  }

  /// A removal may find that the container is going by itself, as those run with `--rm` do once
  /// they're stopped; what became of it shows.
  void give(Order order) throws InjectorException {
    boolean removal = order instanceof Order.Remove;
    switch (outcome(order)) {
      case Outcome.Done() -> {}
      case Outcome.Already() -> throw gone("isn't running any more");
      case Outcome.Gone() -> {
        if (!removal) {
          throw gone("is gone");
        }
      }
      case Outcome.Refused(String why) -> {
        if (!removal) {
          var _ = up();
          throw new InjectorException(Code.FAILED, "the engine refuses: " + why);
        }
      }
    }
  }

  private Outcome outcome(Order order) throws InjectorException {
    try {
      return runtime.order(target.getId(), order);
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private InjectorException gone(String how) {
    return new InjectorException(Code.TARGET_GONE, target.getSpec().getName() + " " + how);
  }
}
