package io.entropy.policymanager.policy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// What a policy would do to the containers as they are now: the same controller on virtual time
/// and a store of its own, with no agent. Nothing real is touched.
///
/// The real run is the same as long as the containers and their health are, and every fault lasts
/// as long as it was asked to.
public final class DryRun {
  private static final Instant START = Instant.EPOCH;

  /// One tick's events must fit.
  private static final StoreLimits LIMITS =
      StoreLimits.DEFAULT.withEvents(100_000, Duration.ofDays(36_500));

  private final FailureModes modes;

  public DryRun(FailureModes modes) {
    this.modes = modes;
  }

  /// What would happen, in order of time.
  ///
  /// @param totals the policy's counters at the end
  public record Schedule(List<Item> items, FailurePolicyStatus totals) {
    public Schedule {
      items = List.copyOf(items);
    }
  }

  /// One line of a schedule.
  public sealed interface Item {
    /// The time since the policy's start.
    Duration at();

    long tick();

    String targetName();
  }

  /// A hit that makes a fault.
  ///
  /// @param targetNames every container that it reaches
  /// @param renews whether it goes on from a fault on the same target without a gap
  /// @param peers the names of those it's about besides, for modes that act on a group
  public record Fault(
      Duration at,
      long tick,
      String targetName,
      List<String> targetNames,
      Duration length,
      boolean renews,
      List<String> peers)
      implements Item {
    public Fault {
      targetNames = List.copyOf(targetNames);
      peers = List.copyOf(peers);
    }
  }

  /// A hit that makes no fault.
  ///
  /// @param message why, with the numbers
  public record Refused(Duration at, long tick, String targetName, String message)
      implements Item {}

  /// Runs the first `ticks` ticks.
  ///
  /// @throws io.entropy.api.text.InvalidInputException with everything that is wrong with the spec
  public Schedule run(FailurePolicySpec spec, List<Target> targets, int ticks) {
    VirtualTime time = new VirtualTime(START);
    try (Store store = new MemoryStore(time, LIMITS)) {
      EventLog log = new EventLog("dry-run", time, new SplittableRandom(0));
      PolicyControl control = new PolicyControl(store, modes, time, new SplittableRandom(0), log);
      TargetRecorder recorder = new TargetRecorder(store);
      targets.stream()
          .collect(Collectors.groupingBy(t -> t.getSpec().getNodeId()))
          .forEach(recorder::complete);
      String id = control.start(control.create(spec).getId()).getId();
      ScheduleReader reader = new ScheduleReader(store, START);
      PolicyController controller = new PolicyController(store, modes, log);
      while (policy(store, id).getStatus().getNextTick() < ticks) {
        Instant next = controller.tick(time.instant());
        reader.readOn();
        VirtualAgent.endWhatIsOver(store);
        time.advanceTo(next);
      }
      return new Schedule(reader.items(), policy(store, id).getStatus());
    }
  }

  private static FailurePolicy policy(Store store, String id) {
    return store.view(s -> s.get(Kinds.FAILURE_POLICIES, id)).orElseThrow();
  }
}
