package io.entropy.injectors.drop;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.drop.model.ChainLosses;
import io.entropy.injectors.drop.model.LossModel;
import io.entropy.injectors.drop.model.ModelFidelity;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.tc.Netem;
import io.entropy.injectors.network.QueuedFaults;
import io.entropy.injectors.network.steering.NetemFinding;
import io.entropy.injectors.network.steering.SteeredFaults;
import io.entropy.injectors.network.steering.Steering;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Losses of one direction that follow a model: of what is received by a queue, which counts bursts
/// too; else by netem, where the kernel has it. Any thread.
final class ModelledLoss {
  private static final String MECHANISM = "mechanism";

  private final Direction direction;
  private final InjectorContext context;
  private final QueuedFaults queued;
  private final SteeredFaults steered;

  ModelledLoss(FailureMode mode, Direction direction, InjectorContext context) {
    this.direction = direction;
    this.context = context;
    this.queued = new QueuedFaults(mode, context);
    // What loses packets holds none: there is nothing to wait for.
    this.steered = new SteeredFaults(mode, context, Duration.ZERO);
  }

  Undo plan(InjectionRequest request, LossModel model) throws InjectorException {
    Optional<String> queue = queueObstacle();
    if (queue.isEmpty()) {
      return queued.plan(request);
    }
    MechanismStatus netem = context.shared(NetemFinding.class, _ -> new NetemFinding()).get();
    if (!netem.getAvailable()) {
      throw new InjectorException(
          Code.UNSUPPORTED,
          "a loss model can't be followed: nfqueue: %s; netem: %s"
              .formatted(queue.get(), netem.getDetail()));
    }
    steered.refuseObstacle(request, direction, emulation(model));
    Undo undo = steered.plan(request);
    Map<String, String> details = new HashMap<>(undo.details());
    details.put(MECHANISM, NetemFinding.NAME);
    return new Undo(
        undo.injectionId(), undo.session(), undo.mode(), undo.targetId(), undo.target(), details);
  }

  private Optional<String> queueObstacle() {
    if (direction == Direction.SEND) {
      return Optional.of("sees only what is received");
    }
    MechanismStatus queue = queued.status();
    return queue.getAvailable() ? Optional.empty() : Optional.of(queue.getDetail());
  }

  private static Netem emulation(LossModel model) {
    return Netem.NOTHING.withLossModel(model.ofNetem());
  }

  ActiveFault apply(InjectionRequest request, Undo undo, LossModel model) throws InjectorException {
    if (isByNetem(undo)) {
      return steered.arm(
          request,
          undo,
          new Steering(
              direction,
              emulation(model),
              NetemFinding.NAME,
              passage -> ModelFidelity.of(model, passage)));
    }
    return queued.arm(
        request,
        undo,
        new ChainLosses(model.chain(), QueuedFaults.random(request)),
        (counters, achieved) -> ModelFidelity.of(model, counters, achieved));
  }

  /// Of any loss of this mode: one by rules alone is undone as one by a queue.
  Reverted revert(Undo undo) throws InjectorException {
    return isByNetem(undo) ? steered.revert(undo) : queued.revert(undo);
  }

  private static boolean isByNetem(Undo undo) {
    return NetemFinding.NAME.equals(undo.details().get(MECHANISM));
  }
}
