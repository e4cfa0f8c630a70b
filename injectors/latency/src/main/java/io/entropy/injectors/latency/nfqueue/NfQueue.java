package io.entropy.injectors.latency.nfqueue;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.kernel.queue.Lane;
import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.network.Filters;
import io.entropy.injectors.network.KernelCalls;
import io.entropy.injectors.network.PlannedFault;
import io.entropy.injectors.network.PlannedFaults;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The mechanism that has the kernel queue packets for this process. Any thread.
public final class NfQueue implements Mechanism {
  public static final String NAME = "nfqueue";

  private static final String DUPLICATES = "has one verdict a packet, and so doesn't duplicate";

  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final InjectorContext context;
  private final PlannedFaults faults;
  private final NamespaceQueues queues;
  private final Map<String, QueuedFault> live = new ConcurrentHashMap<>();

  public NfQueue(FailureMode mode, InjectorContext context) {
    this.context = context;
    this.faults = new PlannedFaults(mode, context);
    // Shared after the plans and so closed before them: what is held goes on before its hook goes.
    this.queues = context.shared(NamespaceQueues.class, _ -> new NamespaceQueues());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public MechanismStatus status() {
    return context.shared(QueueFinding.class, _ -> new QueueFinding()).get();
  }

  @Override
  public Optional<String> limit(Impairment impairment) {
    if (impairment instanceof Impairment.Duplication) {
      return Optional.of(DUPLICATES);
    }
    return impairment.way() == Way.RECV
        ? Optional.empty()
        : Optional.of("holds only what is received: held on its way out, TCP would all but stop");
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    Undo undo = faults.plan(request);
    // Asked for now so that a filter that can't be met is refused before anything is written.
    Filters.of(request.parameters(), context.runtime());
    return undo;
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo, Impairment impairment)
      throws InjectorException {
    List<Stage> stages = Filters.of(request.parameters(), context.runtime());
    RandomGenerator random = RANDOM.create(request.injectionId().hashCode());
    Lane lane = KernelCalls.call(() -> queues.open(namespace(undo), treatment(impairment, random)));
    try {
      Action action = new Action.Queue(lane.queueNumber(), lane.index());
      PlannedFault rules =
          faults.arm(
              undo,
              id -> new Fault(id, request.injectionId(), Direction.RECEIVE, stages, action),
              NAME,
              counters -> judge(impairment, counters, lane.achieved()));
      QueuedFault fault = new QueuedFault(rules, lane);
      live.put(undo.injectionId(), fault);
      return fault;
    } catch (InjectorException | RuntimeException e) {
      queues.close(inode(undo), lane);
      throw e;
    }
  }

  private static Treatment treatment(Impairment impairment, RandomGenerator random) {
    return switch (impairment) {
      case Impairment.Delay delay -> new DelayTreatment(delay, random);
      case Impairment.Reordering reordering -> new ReorderTreatment(reordering, random);
      case Impairment.Corruption corruption -> new CorruptTreatment(corruption, random);
      case Impairment.Duplication _ -> throw new IllegalArgumentException(DUPLICATES);
    };
  }

  private static Fidelity judge(Impairment impairment, Counters counters, Achieved achieved) {
    return switch (impairment) {
      case Impairment.Delay delay -> DelayFidelity.of(delay, counters, achieved);
      case Impairment.Reordering reordering ->
          ShareFidelity.of(reordering, "reordered", counters, achieved);
      case Impairment.Corruption corruption ->
          ShareFidelity.of(corruption, "corrupted", counters, achieved);
      case Impairment.Duplication _ -> throw new IllegalArgumentException(DUPLICATES);
    };
  }

  /// What is held goes on before the rules go, for with a hook all that is held is lost.
  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    QueuedFault fault = live.remove(undo.injectionId());
    if (fault == null) {
      return faults.revert(undo);
    }
    try {
      fault.end();
    } finally {
      queues.close(inode(undo), fault.lane());
    }
    return faults.revert(undo);
  }

  private static NetworkNamespace namespace(Undo undo) {
    return new NetworkNamespace(inode(undo), Path.of(undo.details().getOrDefault("path", "")));
  }

  private static long inode(Undo undo) {
    return Long.parseLong(undo.details().getOrDefault("namespace", "0"));
  }
}
