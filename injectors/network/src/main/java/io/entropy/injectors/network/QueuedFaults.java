package io.entropy.injectors.network;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.kernel.queue.Lane;
import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/// Makes and removes the faults of one mode for which the kernel queues what is received for this
/// process. Any thread.
public final class QueuedFaults {
  /// As the mechanism is called.
  public static final String NAME = "nfqueue";

  private final InjectorContext context;
  private final PlannedFaults faults;
  private final NamespaceQueues queues;
  private final Map<String, QueuedFault> live = new ConcurrentHashMap<>();

  public QueuedFaults(FailureMode mode, InjectorContext context) {
    this.context = context;
    this.faults = new PlannedFaults(mode, context);
    // Shared after the plans and so closed before them: what is held goes on before its hook goes.
    this.queues = context.shared(NamespaceQueues.class, _ -> new NamespaceQueues());
  }

  /// Whether this host has the mechanism, or why not. Found out the first time, then known.
  public MechanismStatus status() {
    return context.shared(QueueFinding.class, _ -> new QueueFinding()).get();
  }

  /// The dice of an injection: the same each time it's made.
  public static RandomGenerator random(InjectionRequest request) {
    return new SplittableRandom(request.injectionId().hashCode());
  }

  /// How it will be undone; reads only. A filter that can't be met is refused now, before anything
  /// is written.
  public Undo plan(InjectionRequest request) throws InjectorException {
    Undo undo = faults.plan(request);
    List<Stage> _ = Filters.of(request.parameters(), context.runtime());
    return undo;
  }

  /// Puts rules in place, without their lease, that lead packets to the treatment.
  ///
  /// @param judge says what was achieved, from what the rules have counted and the treatment done
  public QueuedFault arm(
      InjectionRequest request,
      Undo undo,
      Treatment treatment,
      BiFunction<Counters, Achieved, Fidelity> judge)
      throws InjectorException {
    List<Stage> stages = Filters.of(request.parameters(), context.runtime());
    PlanUndo own = PlanUndo.of(undo.details());
    Lane lane = KernelCalls.call(() -> queues.open(own.namespace(), treatment));
    try {
      Action action = new Action.Queue(lane.queueNumber(), lane.index());
      PlannedFault rules =
          faults.arm(
              undo,
              id -> new Fault(id, request.injectionId(), Direction.RECEIVE, stages, action),
              NAME,
              counters -> judge.apply(counters, lane.achieved()));
      QueuedFault fault = new QueuedFault(rules, lane);
      live.put(undo.injectionId(), fault);
      return fault;
    } catch (InjectorException | RuntimeException e) {
      queues.close(own.inode(), lane);
      throw e;
    }
  }

  /// Removes the rules, or another session's whole table. What is held goes on before that, for
  /// with a hook all that is held is lost.
  public Reverted revert(Undo undo) throws InjectorException {
    QueuedFault fault = live.remove(undo.injectionId());
    if (fault == null) {
      return faults.revert(undo);
    }
    try {
      fault.end();
    } finally {
      queues.close(PlanUndo.of(undo.details()).inode(), fault.lane());
    }
    return faults.revert(undo);
  }
}
