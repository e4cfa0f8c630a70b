package io.entropy.injectors.network.steering;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.tc.ClassReading;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.kernel.tc.Treatment;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.network.Filters;
import io.entropy.injectors.network.KernelCalls;
import io.entropy.injectors.network.PlannedFault;
import io.entropy.injectors.network.PlannedFaults;
import io.entropy.injectors.network.TargetNamespace;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes and removes the faults of one mode that lead packets through a class: the class, which is
/// inert, and rules behind a lease in the plan of the target's namespace. Any thread.
public final class SteeredFaults {
  private static final int POLL_MILLIS = 5;

  private final InjectorContext context;
  private final PlannedFaults faults;
  private final Duration patience;

  /// @param patience for how long a revert waits at most until what is in the class has gone on
  ///   before it takes the class away
  public SteeredFaults(FailureMode mode, InjectorContext context, Duration patience) {
    this.context = context;
    this.faults = new PlannedFaults(mode, context);
    this.patience = patience;
  }

  /// Why the target's packets can't be led through a class, in words; empty when they can. Reads
  /// only.
  ///
  /// @throws InjectorException when the target has no network of its own
  public Optional<String> obstacle(
      InjectionRequest request, Direction direction, Treatment treatment) throws InjectorException {
    Shaping shaping =
        new Shaping(TargetNamespace.of(request.target(), context.runtime()), context.session());
    return KernelCalls.call(() -> shaping.obstacle(direction, device(request), treatment))
        .map(why ->
            "packets of %s can't be led through a class: %s"
                .formatted(request.target().getSpec().getName(), why));
  }

  /// How the rules and the class will be undone; reads only, and refuses filters that can't be met.
  public Undo plan(InjectionRequest request) throws InjectorException {
    Undo undo = SteeringUndo.of(faults.plan(request));
    List<Stage> _ = Filters.of(request.parameters(), context.runtime());
    return undo;
  }

  /// Refuses a target whose packets can't be led through a class.
  ///
  /// @throws InjectorException `REFUSED` where there is an [#obstacle]
  public void refuseObstacle(InjectionRequest request, Direction direction, Treatment treatment)
      throws InjectorException {
    Optional<String> obstacle = obstacle(request, direction, treatment);
    if (obstacle.isPresent()) {
      throw new InjectorException(Code.REFUSED, obstacle.get());
    }
  }

  private static Optional<String> device(InjectionRequest request) {
    return request.parameters().find(FilterParameters.INTERFACE);
  }

  /// Puts the class and the rules in place, without their lease.
  public SteeredFault arm(InjectionRequest request, Undo undo, Steering steering)
      throws InjectorException {
    Direction direction = steering.direction();
    List<Stage> stages = Filters.of(request.parameters(), context.runtime());
    // Again: someone may have put a qdisc there since it was planned.
    refuseObstacle(request, direction, steering.treatment());
    Shaping shaping = SteeringUndo.shaping(undo);
    int fault = SteeringUndo.fault(undo);
    Action.Steer steer =
        KernelCalls.call(
            () -> shaping.add(fault, direction, device(request), steering.treatment()));
    PlannedFault rules =
        faults.arm(
            undo,
            id -> new Fault(id, request.injectionId(), direction, stages, steer),
            steering.mechanism(),
            _ -> Fidelity.getDefaultInstance());
    return new SteeredFault(rules, shaping, fault, steering);
  }

  /// The rules first: while any leads packets to our ifb, that must be there.
  public Reverted revert(Undo undo) throws InjectorException {
    Reverted rules = faults.revert(undo);
    return switch (rules) {
      case Reverted.Inert inert -> inert;
      case Reverted.Removed removed -> {
        boolean _ = removeClass(undo);
        yield removed;
      }
      case Reverted.Nothing nothing -> removeClass(undo) ? new Reverted.Removed() : nothing;
    };
  }

  private boolean removeClass(Undo undo) throws InjectorException {
    Optional<Shaping> shaping = KernelCalls.call(() -> SteeringUndo.findShaping(undo));
    if (shaping.isEmpty()) {
      return false;
    }
    int fault = SteeringUndo.fault(undo);
    if (undo.session().equals(context.session())) {
      awaitEmpty(shaping.get(), fault);
    }
    return KernelCalls.call(() -> shaping.get().remove(fault));
  }

  private void awaitEmpty(Shaping shaping, int fault) throws InjectorException {
    long start = System.nanoTime();
    try {
      while (System.nanoTime() - start < patience.toNanos()
          && KernelCalls.call(() -> shaping.read(fault)).map(ClassReading::held).orElse(0L) > 0) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
