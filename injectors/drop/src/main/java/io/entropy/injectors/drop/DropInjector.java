package io.entropy.injectors.drop;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.drop.model.LossModel;
import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.network.Filters;
import io.entropy.injectors.network.KernelFindings;
import io.entropy.injectors.network.PlannedFaults;
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

/// Drops packets of one direction: by rules in the target's network namespace, and where a model
/// says which, as [ModelledLoss] does. Any thread.
final class DropInjector implements Injector {
  private final Direction direction;
  private final InjectorContext context;
  private final PlannedFaults faults;
  private final ModelledLoss modelled;

  DropInjector(FailureMode mode, Direction direction, InjectorContext context) {
    this.direction = direction;
    this.context = context;
    this.faults = new PlannedFaults(mode, context);
    this.modelled = new ModelledLoss(mode, direction, context);
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
    Optional<LossModel> model = ModelParameters.read(request.parameters());
    if (model.isPresent()) {
      return modelled.plan(request, model.get());
    }
    Undo undo = faults.plan(request);
    // Asked for now so that a filter that can't be met is refused before anything is written.
    List<Stage> _ = Filters.of(request.parameters(), context.runtime());
    return undo;
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    Optional<LossModel> model = ModelParameters.read(request.parameters());
    return model.isPresent() ? modelled.apply(request, undo, model.get()) : drop(request, undo);
  }

  private ActiveFault drop(InjectionRequest request, Undo undo) throws InjectorException {
    Loss loss = Loss.of(request.parameters());
    List<Stage> stages = Filters.of(request.parameters(), context.runtime());
    return faults.arm(
        undo,
        id -> new Fault(id, request.injectionId(), direction, stages, loss.action()),
        mechanism(),
        counters -> LossFidelity.of(loss.words(), loss.action(), counters));
  }

  private String mechanism() {
    return switch (direction) {
      case RECEIVE -> "nftables input";
      case SEND -> "nftables egress";
    };
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    return modelled.revert(undo);
  }
}
