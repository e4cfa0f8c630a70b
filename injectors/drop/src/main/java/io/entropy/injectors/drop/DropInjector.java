package io.entropy.injectors.drop;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.List;
import java.util.Optional;

/// Drops packets of one direction by rules in a table of this process, in the target's network
/// namespace. Any thread.
final class DropInjector implements Injector {
  private final FailureMode mode;
  private final Direction direction;
  private final InjectorContext context;
  private final NamespacePlans plans;

  DropInjector(FailureMode mode, Direction direction, InjectorContext context) {
    this.mode = mode;
    this.direction = direction;
    this.context = context;
    this.plans = context.shared(NamespacePlans.class, c -> new NamespacePlans(c.session()));
  }

  @Override
  public void warm() {
    try {
      Kernel.warm();
    } catch (KernelException _) {
      // The first fault will say so.
    }
  }

  @Override
  public List<MechanismStatus> probe() {
    return context.shared(KernelFindings.class, _ -> new KernelFindings()).get();
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    NetworkNamespace namespace = TargetNamespace.of(request.target(), context.runtime());
    // Asked for now so that a filter that can't be met is refused before anything is written.
    Filters.of(request.parameters(), context.runtime());
    return new Undo(
        request.injectionId(),
        context.session(),
        mode.name(),
        request.target().getId(),
        request.target().getSpec().getName(),
        new DropUndo(
                namespace.inode(),
                namespace.path().toString(),
                DropUndo.tableOf(context.session()),
                plans.newFaultId())
            .details());
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    DropUndo own = DropUndo.of(undo.details());
    Loss loss = Loss.of(request.parameters());
    Fault fault =
        new Fault(
            own.fault(),
            request.injectionId(),
            direction,
            Filters.of(request.parameters(), context.runtime()),
            loss.action());
    return KernelCalls.call(() -> {
      NamespacePlan plan = plans.hold(own.namespace(), own.fault());
      try {
        plan.arm(fault);
      } catch (KernelException e) {
        plans.letGo(own.inode(), own.fault());
        throw e;
      }
      return new DropFault(plan, fault, loss);
    });
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    DropUndo own = DropUndo.of(undo.details());
    return KernelCalls.call(
        () -> undo.session().equals(context.session()) ? remove(own) : deleteStray(undo, own));
  }

  private Reverted remove(DropUndo own) {
    Optional<NamespacePlan> plan = plans.find(own.inode(), own.fault());
    // Others may have deleted its rules; its plan is to be let go of all the same.
    boolean there = plan.isPresent() && plan.get().verify(own.fault()).armed();
    if (plan.isPresent()) {
      plan.get().remove(own.fault());
      plans.letGo(own.inode(), own.fault());
    }
    return there ? new Reverted.Removed() : new Reverted.Nothing("it isn't there");
  }

  private static Reverted deleteStray(Undo undo, DropUndo own) {
    return switch (Strays.delete(own.inode(), own.table())) {
      case DELETED -> new Reverted.Removed();
      case ABSENT -> new Reverted.Nothing("it isn't there");
      case NAMESPACE_GONE -> new Reverted.Nothing("the network namespace is gone");
      case OWNED -> new Reverted.Inert("session " + undo.session());
    };
  }
}
