package io.entropy.policymanager.policy;

import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.policymanager.policy.Refusal.Reason;
import io.entropy.policymanager.target.TargetGroup;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The book of one policy's tick: who has which fault as of the grid time, and who is healthy
/// without one. Hits are admitted one after the other, each against what the ones before left.
///
/// Faults of other policies on the matching targets count too; but a policy's blast radius holds
/// back only its own hits.
final class BlastRadiusLedger {
  private final Failure failure;
  private final Bounds bounds;
  private final Map<String, Set<Failure>> faults = new HashMap<>();
  private final Map<String, String> ending = new HashMap<>();
  private final Set<String> spared = new HashSet<>();

  BlastRadiusLedger(
      FailurePolicy policy, List<TargetGroup> population, List<Injection> all, Instant at) {
    failure = policy.getSpec().getFailure();
    bounds = Bounds.of(policy.getSpec().getBlastRadius(), population.size());
    population.stream().filter(TargetGroup::isHealthy).forEach(g -> spared.add(g.id()));
    ActiveFaults active = new ActiveFaults(population);
    for (Injection injection : all) {
      if (ActiveFaults.isActive(injection, at)) {
        active.targetOf(injection).ifPresent(g -> hurt(g, injection.getSpec().getFailure()));
      } else if (ActiveFaults.endsAt(injection, policy, at)) {
        active.targetOf(injection).ifPresent(g -> ending.put(g.id(), injection.getId()));
      }
    }
  }

  /// Admits the hit and enters its fault in the book, or says why not.
  Admission admit(TargetGroup target) {
    State state = target.representative().getStatus().getState();
    if (state != State.RUNNING && state != State.PAUSED) {
      return refused(Reason.NOT_RUNNING, "%s isn't running".formatted(target.name()), 0, 0);
    }
    if (faults.getOrDefault(target.id(), Set.of()).contains(failure)) {
      return refused(
          Reason.ALREADY_ACTIVE, "%s has this fault already".formatted(target.name()), 0, 0);
    }
    int hurt = faults.size() + (faults.containsKey(target.id()) ? 0 : 1);
    if (hurt > bounds.limit()) {
      return refused(
          Reason.LIMIT,
          "%d would have a fault, at most %d may".formatted(hurt, bounds.limit()),
          hurt,
          bounds.limit());
    }
    int healthy = spared.size() - (spared.contains(target.id()) ? 1 : 0);
    if (healthy < bounds.minHealthy()) {
      return refused(
          Reason.MIN_HEALTHY,
          "%d would be healthy and without a fault, at least %d must"
              .formatted(healthy, bounds.minHealthy()),
          healthy,
          bounds.minHealthy());
    }
    hurt(target, failure);
    return new Admission.Admitted(ending.getOrDefault(target.id(), ""));
  }

  private void hurt(TargetGroup target, Failure with) {
    faults.computeIfAbsent(target.id(), _ -> new HashSet<>()).add(with);
    spared.remove(target.id());
  }

  private static Admission refused(Reason reason, String message, int actual, int bound) {
    return new Admission.Refused(new Refusal(reason, message, actual, bound));
  }
}
