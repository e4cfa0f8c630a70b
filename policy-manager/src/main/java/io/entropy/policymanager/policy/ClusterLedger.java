package io.entropy.policymanager.policy;

import io.entropy.api.v1.Amount;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.policymanager.cluster.ClusterObject;
import io.entropy.policymanager.target.ReachableTargets;
import io.entropy.policymanager.target.TargetGroup;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The book of all policies together: which targets have a fault, whoever made it, wherever; held
/// against the bound that the same snapshot has.
///
/// A fault counts until its end was reported, and for ever when it could not be undone: its grid
/// end alone makes no room, since an agent may be late. Except that faults of the policy itself
/// which end at the very time of its tick don't count: this tick may renew them or have their room.
final class ClusterLedger {
  private final int limit;
  private final Set<String> hurt = new HashSet<>();

  private ClusterLedger(Snapshot snapshot, FailurePolicy policy, Instant at) {
    Amount most = ClusterObject.bounds(snapshot).getMaxActive();
    if (most.getValueCase() == Amount.ValueCase.VALUE_NOT_SET) {
      limit = Integer.MAX_VALUE;
      return;
    }
    for (Injection injection : snapshot.all(Kinds.INJECTIONS)) {
      if (ActiveFaults.mayLast(injection) && !ActiveFaults.endsAt(injection, policy, at)) {
        hurt.add(injection.getSpec().getTargetId());
      }
    }
    long population =
        ReachableTargets.in(snapshot).stream()
            .filter(t ->
                t.getStatus().getState() == State.RUNNING
                    || t.getStatus().getState() == State.PAUSED
                    || hurt.contains(t.getId()))
            .count();
    limit = Bounds.limit(most, Math.toIntExact(population));
  }

  /// The book as the policy's tick finds it.
  static ClusterLedger of(Snapshot snapshot, FailurePolicy policy, Instant at) {
    return new ClusterLedger(snapshot, policy, at);
  }

  /// Why none of these may get a fault; empty when all of them may.
  Optional<Refusal> objection(List<TargetGroup> targets) {
    int would = hurt.size() + Math.toIntExact(targets.stream().filter(t -> !isHurt(t)).count());
    return would <= limit
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Refusal.Reason.MAX_ACTIVE,
                "%d targets would have a fault over all policies, at most %d may"
                    .formatted(would, limit),
                would,
                limit));
  }

  void enter(TargetGroup target) {
    if (!isHurt(target)) {
      hurt.add(target.id());
    }
  }

  private boolean isHurt(TargetGroup target) {
    return target.members().stream().anyMatch(m -> hurt.contains(m.getId()));
  }
}
