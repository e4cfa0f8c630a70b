package io.entropy.injectors.network;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.Optional;
import java.util.function.Function;

/// Makes and removes the faults of one mode that are rules in the plans of their targets'
/// namespaces. Any thread.
public final class PlannedFaults {
  private final FailureMode mode;
  private final InjectorContext context;
  private final NamespacePlans plans;

  public PlannedFaults(FailureMode mode, InjectorContext context) {
    this.mode = mode;
    this.context = context;
    this.plans = context.shared(NamespacePlans.class, c -> new NamespacePlans(c.session()));
  }

  /// How the rules will be undone; reads only.
  public Undo plan(InjectionRequest request) throws InjectorException {
    NetworkNamespace namespace = TargetNamespace.of(request.target(), context.runtime());
    return new Undo(
        request.injectionId(),
        context.session(),
        mode.name(),
        request.target().getId(),
        request.target().getSpec().getName(),
        new PlanUndo(
                namespace.inode(),
                namespace.path().toString(),
                PlanUndo.tableOf(context.session()),
                plans.newFaultId())
            .details());
  }

  /// Puts the rules in place, without their lease.
  ///
  /// @param fault makes it, from the id that was planned for it
  /// @param judge says what was achieved, from what the rules have counted
  public PlannedFault arm(
      Undo undo,
      Function<Integer, Fault> fault,
      String mechanism,
      Function<Counters, Fidelity> judge)
      throws InjectorException {
    PlanUndo own = PlanUndo.of(undo.details());
    Fault armed = fault.apply(own.fault());
    return KernelCalls.call(() -> {
      NamespacePlan plan = plans.hold(own.namespace(), own.fault());
      try {
        plan.arm(armed);
      } catch (KernelException e) {
        plans.letGo(own.inode(), own.fault());
        throw e;
      }
      return new PlannedFault(plan, armed, mechanism, judge);
    });
  }

  /// Removes the rules, or another session's whole table.
  public Reverted revert(Undo undo) throws InjectorException {
    PlanUndo own = PlanUndo.of(undo.details());
    return KernelCalls.call(
        () -> undo.session().equals(context.session()) ? remove(own) : deleteStray(undo, own));
  }

  private Reverted remove(PlanUndo own) {
    Optional<NamespacePlan> plan = plans.find(own.inode(), own.fault());
    if (plan.isEmpty()) {
      return new Reverted.Nothing("it isn't there");
    }
    // Others may have deleted its rules; its plan is to be let go of all the same.
    boolean there = plan.get().remove(own.fault());
    plans.letGo(own.inode(), own.fault());
    return there ? new Reverted.Removed() : new Reverted.Nothing("it isn't there");
  }

  private static Reverted deleteStray(Undo undo, PlanUndo own) {
    return switch (Strays.delete(own.inode(), own.table())) {
      case DELETED -> new Reverted.Removed();
      case ABSENT -> new Reverted.Nothing("it isn't there");
      case NAMESPACE_GONE -> new Reverted.Nothing("the network namespace is gone");
      case OWNED -> new Reverted.Inert("session " + undo.session());
    };
  }
}
