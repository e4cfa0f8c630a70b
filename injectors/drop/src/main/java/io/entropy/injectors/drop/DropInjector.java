package io.entropy.injectors.drop;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.drop.model.ChainLosses;
import io.entropy.injectors.drop.model.LossModel;
import io.entropy.injectors.drop.model.ModelFidelity;
import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.network.Filters;
import io.entropy.injectors.network.KernelFindings;
import io.entropy.injectors.network.PlannedFaults;
import io.entropy.injectors.network.QueuedFaults;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.List;
import java.util.Optional;

/// Drops packets of one direction: by rules in the target's network namespace, and where a model
/// says which, by what serves a queue there. Any thread.
final class DropInjector implements Injector {
  private final Direction direction;
  private final InjectorContext context;
  private final PlannedFaults faults;
  private final QueuedFaults queued;

  DropInjector(FailureMode mode, Direction direction, InjectorContext context) {
    this.direction = direction;
    this.context = context;
    this.faults = new PlannedFaults(mode, context);
    this.queued = new QueuedFaults(mode, context);
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
    if (ModelParameters.read(request.parameters()).isPresent()) {
      refuseWithoutQueue();
    }
    Undo undo = faults.plan(request);
    // Asked for now so that a filter that can't be met is refused before anything is written.
    List<Stage> _ = Filters.of(request.parameters(), context.runtime());
    return undo;
  }

  private void refuseWithoutQueue() throws InjectorException {
    switch (direction) {
      case RECEIVE -> {
        MechanismStatus queue = queued.status();
        if (!queue.getAvailable()) {
          throw new InjectorException(Code.UNSUPPORTED, "a loss model: " + queue.getDetail());
        }
      }
      case SEND ->
          throw new InjectorException(
              Code.UNSUPPORTED,
              "a loss model can't be followed by what is sent here: nfqueue sees only what is"
                  + " received; `percent` and `every` can, and recv_drop can");
    }
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    Optional<LossModel> model = ModelParameters.read(request.parameters());
    return model.isPresent() ? follow(model.get(), request, undo) : drop(request, undo);
  }

  private ActiveFault follow(LossModel model, InjectionRequest request, Undo undo)
      throws InjectorException {
    Treatment losses = new ChainLosses(model.chain(), QueuedFaults.random(request));
    return queued.arm(
        request, undo, losses, (counters, achieved) -> ModelFidelity.of(model, counters, achieved));
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
    return queued.revert(undo);
  }
}
