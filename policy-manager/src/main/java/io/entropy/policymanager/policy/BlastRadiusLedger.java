package io.entropy.policymanager.policy;

import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.policymanager.policy.Refusal.Reason;
import io.entropy.policymanager.target.TargetGroup;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The book of one policy's tick: who has which fault as of the grid time, and who is healthy
/// without one. Hits are admitted one after the other, each against what the ones before left.
///
/// Faults of other policies on the matching targets count too, but a policy's blast radius holds
/// back only its own hits; the [ClusterLedger] holds back everybody's. Read and written in the
/// transaction that makes the injections, so that no two ticks can exceed a bound together.
final class BlastRadiusLedger {
  private final Failure failure;
  private final Bounds bounds;
  private final ClusterLedger cluster;
  private final Map<String, Set<Failure>> faults = new HashMap<>();
  private final Map<String, String> ending = new HashMap<>();

  /// How many are healthy and without a fault: all that are healthy but those in `unspared`.
  private int spared;

  private final Set<String> unspared = new HashSet<>();

  /// A book as of `at`.
  ///
  /// @param active made of the policy's matching targets, and good for as long as these are the
  ///   same
  BlastRadiusLedger(FailurePolicy policy, ActiveFaults active, Snapshot snapshot, Instant at) {
    failure = policy.getSpec().getFailure();
    bounds = Bounds.of(policy.getSpec().getBlastRadius(), active.targets());
    cluster = ClusterLedger.of(snapshot, policy, at);
    spared = active.healthy();
    for (Injection injection : snapshot.all(Kinds.INJECTIONS)) {
      if (ActiveFaults.isActive(injection, at)) {
        active.targetOf(injection).ifPresent(g -> hurt(g, injection.getSpec().getFailure()));
      } else if (ActiveFaults.endsAt(injection, policy, at)) {
        active.targetOf(injection).ifPresent(g -> ending.put(g.id(), injection.getId()));
      } else if (isAnothers(injection, policy) && ActiveFaults.isLive(injection)) {
        // Over by the clock, but nobody has said so: it isn't known to be well again.
        active.targetOf(injection).ifPresent(this::spareNoMore);
      }
    }
  }

  private static boolean isAnothers(Injection injection, FailurePolicy policy) {
    return !injection.getSpec().getPolicyId().equals(policy.getId());
  }

  /// Admits the hit and enters its fault in the book, or says why not.
  Admission admit(TargetGroup target) {
    Optional<Refusal> refusal = admitTogether(List.of(target));
    return refusal.isPresent()
        ? new Admission.Refused(refusal.get())
        : new Admission.Admitted(renewedBy(target));
  }

  /// The injection whose fault ends as one that is admitted now begins; empty when there is none.
  String renewedBy(TargetGroup target) {
    return ending.getOrDefault(target.id(), "");
  }

  /// Admits a fault on all of them or on none; says why not.
  Optional<Refusal> admitTogether(List<TargetGroup> targets) {
    for (TargetGroup target : targets) {
      if (!target.isSeen()) {
        return refused(Reason.NODE_AWAY, "the node of %s is away".formatted(target.name()), 0, 0);
      }
      if (!target.isUp()) {
        return refused(Reason.NOT_RUNNING, "%s isn't running".formatted(target.name()), 0, 0);
      }
      if (faults.getOrDefault(target.id(), Set.of()).contains(failure)) {
        return refused(
            Reason.ALREADY_ACTIVE, "%s has this fault already".formatted(target.name()), 0, 0);
      }
    }
    int hurt = faults.size() + count(targets, t -> !faults.containsKey(t.id()));
    if (hurt > bounds.limit()) {
      return refused(
          Reason.LIMIT,
          "%d would have a fault, at most %d may".formatted(hurt, bounds.limit()),
          hurt,
          bounds.limit());
    }
    Optional<Refusal> objection = cluster.objection(targets);
    if (objection.isPresent()) {
      return objection;
    }
    int healthy = spared - count(targets, this::isSpared);
    if (healthy < bounds.minHealthy()) {
      return refused(
          Reason.MIN_HEALTHY,
          "%d would be healthy and without a fault, at least %d must"
              .formatted(healthy, bounds.minHealthy()),
          healthy,
          bounds.minHealthy());
    }
    targets.forEach(target -> {
      hurt(target, failure);
      cluster.enter(target);
    });
    return Optional.empty();
  }

  private static int count(List<TargetGroup> targets, Predicate<TargetGroup> which) {
    return Math.toIntExact(targets.stream().filter(which).count());
  }

  private void hurt(TargetGroup target, Failure with) {
    faults.computeIfAbsent(target.id(), _ -> new HashSet<>()).add(with);
    spareNoMore(target);
  }

  private boolean isSpared(TargetGroup target) {
    return target.isHealthy() && !unspared.contains(target.id());
  }

  private void spareNoMore(TargetGroup target) {
    if (target.isHealthy() && unspared.add(target.id())) {
      spared--;
    }
  }

  private static Optional<Refusal> refused(Reason reason, String message, int actual, int bound) {
    return Optional.of(new Refusal(reason, message, actual, bound));
  }
}
