package io.entropy.injectors.network.steering;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.tc.Lead;
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
import java.util.function.Supplier;

/// Makes and removes the faults of one mode that lead packets through a class: the class, which is
/// inert, and rules behind a lease in the plan of the target's namespace. Any thread.
public final class SteeredFaults {
  private static final int POLL_MILLIS = 5;

  /// How long a revert waits at most for what other faults hold as well.
  private static final Duration PATIENCE_FOR_OTHERS = Duration.ofMillis(700);

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
    Lead lead = lead(request, direction, treatment);
    return KernelCalls.call(() -> shaping.obstacle(lead))
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

  /// Refuses what can't be made there.
  ///
  /// @throws InjectorException `REFUSED` where there is an [#obstacle]
  public void refuseObstacle(InjectionRequest request, Direction direction, Treatment treatment)
      throws InjectorException {
    Optional<String> obstacle = obstacle(request, direction, treatment);
    if (obstacle.isPresent()) {
      throw new InjectorException(Code.REFUSED, obstacle.get());
    }
  }

  private Lead lead(InjectionRequest request, Direction direction, Treatment treatment)
      throws InjectorException {
    return new Lead(
        direction,
        request.parameters().find(FilterParameters.INTERFACE),
        Filters.of(request.parameters(), context.runtime()),
        treatment);
  }

  /// Puts the class and the rules in place, without their lease.
  public SteeredFault arm(InjectionRequest request, Undo undo, Steering steering)
      throws InjectorException {
    Direction direction = steering.direction();
    Lead lead = lead(request, direction, steering.treatment());
    // Again: someone may have put a qdisc there since it was planned.
    refuseObstacle(request, direction, steering.treatment());
    Shaping shaping = SteeringUndo.shaping(undo);
    int fault = SteeringUndo.fault(undo);
    Action.Steer steer = KernelCalls.call(() -> shaping.add(fault, lead));
    PlannedFault rules =
        faults.arm(
            undo,
            id -> new Fault(id, request.injectionId(), direction, lead.stages(), steer),
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
    Shaping shaping = KernelCalls.call(() -> SteeringUndo.findShaping(undo));
    int fault = SteeringUndo.fault(undo);
    if (undo.session().equals(context.session())) {
      await(patience, () -> shaping.held(fault, false) == 0);
      await(PATIENCE_FOR_OTHERS, () -> shaping.held(fault, true) == 0);
    }
    return KernelCalls.call(() -> shaping.remove(fault));
  }

  private static void await(Duration patience, Supplier<Boolean> done) throws InjectorException {
    long start = System.nanoTime();
    try {
      while (System.nanoTime() - start < patience.toNanos() && !KernelCalls.call(done)) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
