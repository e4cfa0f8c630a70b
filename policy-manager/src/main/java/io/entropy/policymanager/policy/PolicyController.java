package io.entropy.policymanager.policy;

import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.group.Grouping;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.halt.HaltSwitch;
import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The loop that turns policies into injections, one step at a time.
///
/// A step rolls every tick that is due, tells injections whose time is over to end and groups that
/// are armed to begin, tells what began or ceased to match, and deletes the oldest finished
/// injections: all in one batch. While everything is halted it rolls nothing and ends what is left.
/// The thread that calls [#tick] owns it; [PolicyLoop] has one of its own.
public final class PolicyController {
  private final Store store;
  private final FailureModes modes;
  private final TickWriter writer;
  private final MatchingSets sets;
  private final PolicyStops stops;
  private final Populations populations = new Populations();

  public PolicyController(Store store, FailureModes modes, EventLog log) {
    PolicyEvents events = new PolicyEvents(log);
    this.store = store;
    this.modes = modes;
    this.writer = new TickWriter(events);
    this.sets = new MatchingSets(events);
    this.stops = new PolicyStops(events);
  }

  /// What a snapshot asks for at one time.
  private record Agenda(
      Map<FailurePolicy, MatchingTargets> matching,
      List<Consumer<Transaction>> changes,
      List<DueTick> due,
      List<Injection> over,
      GroupReleases groups,
      List<String> excess) {

    boolean isEmpty() {
      return changes.isEmpty()
          && due.isEmpty()
          && over.isEmpty()
          && groups.isEmpty()
          && excess.isEmpty();
    }
  }

  /// Does everything that is due by `now`.
  ///
  /// @return when to come again; earlier when policies or targets change, [Instant#MAX] when only
  ///   then
  public Instant tick(Instant now) {
    if (store.<Boolean>view(s -> HaltSwitch.isOn(s) && PolicyStops.isLeft(s))) {
      store.batch(stops::everything); // who halted didn't live to see it done
    }
    Agenda agenda = store.view(snapshot -> agenda(snapshot, now));
    if (!agenda.isEmpty()) {
      store.batch(batch -> work(batch, agenda, now));
    }
    sets.remember(agenda.matching());
    return store.view(PolicyController::next);
  }

  private Agenda agenda(Snapshot snapshot, Instant now) {
    Map<FailurePolicy, MatchingTargets> matching = new LinkedHashMap<>();
    Set<Population> used = new HashSet<>();
    for (FailurePolicy policy : DueTick.started(snapshot)) {
      Population population = population(snapshot, policy);
      used.add(population);
      matching.put(policy, population.matching());
    }
    populations.keepOnly(used);
    return new Agenda(
        matching,
        sets.changes(matching),
        DueTick.allAt(snapshot, now),
        GridEnds.overAt(snapshot, now),
        GroupReleases.of(snapshot),
        InjectionRetention.DEFAULT.excess(snapshot));
  }

  private void work(Batch batch, Agenda agenda, Instant now) {
    Pieces.write(batch, agenda.changes());
    for (DueTick due : agenda.due()) {
      roll(batch, due.policy().getId(), now);
    }
    // After the ticks: what they have just renewed is not to be told.
    List<Injection> over = new ArrayList<>();
    batch.update(tx -> over.addAll(GridEnds.overAt(tx, now)));
    InjectionOrders.tell(batch, over, InjectionState.COMPLETE);
    InjectionOrders.tell(batch, agenda.groups().armed(), InjectionState.RUNNING);
    InjectionOrders.tell(batch, agenda.groups().broken(), InjectionState.SHUTDOWN);
    InjectionRetention.delete(batch, agenda.excess());
  }

  /// Decides and writes one policy's tick. Decided on what the transaction sees: the policy may
  /// have been stopped since the agenda, and the policies before it have used up their share.
  private void roll(Batch batch, String policyId, Instant now) {
    List<TickPlan> plans = new ArrayList<>(1);
    batch.update(tx ->
        tx.get(Kinds.FAILURE_POLICIES, policyId)
            .filter(policy -> DueTick.isStarted(policy) && !HaltSwitch.isOn(tx))
            .flatMap(policy -> DueTick.of(policy, now))
            .map(due -> plan(tx, due))
            .ifPresent(plan -> {
              writer.writeFirst(tx, plan);
              plans.add(plan);
            }));
    plans.forEach(plan -> writer.writeRest(batch, plan));
  }

  private TickPlan plan(Snapshot snapshot, DueTick due) {
    Population population = population(snapshot, due.policy());
    Failure failure = due.policy().getSpec().getFailure();
    Optional<Grouping> grouping =
        modes.provider(failure.getMode()).flatMap(InjectorProvider::grouping);
    if (grouping.isEmpty()) {
      return TickReconciler.plan(snapshot, due, population);
    }
    Parameters parameters = modes.resolve(failure).parameters();
    return new GroupReconciler(due, population.matching().groups(), populations.targets(snapshot))
        .plan(snapshot, grouping.get(), parameters);
  }

  private Population population(Snapshot snapshot, FailurePolicy policy) {
    FailurePolicySpec spec = policy.getSpec();
    // A mode that this version doesn't know: the layer that refuses more.
    Layer layer =
        modes.find(spec.getFailure().getMode()).map(FailureMode::layer).orElse(Layer.NETWORK);
    return populations.of(snapshot, spec.getTarget(), layer);
  }

  private static Instant next(Snapshot snapshot) {
    Instant due =
        DueTick.started(snapshot).stream()
            .map(p -> Grid.of(p).dueAt(p.getStatus().getNextTick()))
            .min(Comparator.naturalOrder())
            .orElse(Instant.MAX);
    Instant end = GridEnds.next(snapshot);
    return due.isBefore(end) ? due : end;
  }
}
