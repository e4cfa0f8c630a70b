package io.entropy.policymanager.policy;

import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.policymanager.target.TargetGroup;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which faults the matching targets have at one grid time, whatever policy made them.
///
/// A fault counts until its grid end, unless its injection is over before; one that ends at this
/// very time doesn't count. One that could not be undone counts for ever. Injections belong to a
/// target by the container's id, and when that container is gone, by its key.
final class ActiveFaults {
  private final Map<String, TargetGroup> byId = new HashMap<>();
  private final Map<NodeKey, TargetGroup> byKey = new HashMap<>();

  private final int targets;
  private final int healthy;

  private record NodeKey(String node, String key) {}

  ActiveFaults(List<TargetGroup> population) {
    targets = population.size();
    healthy = Math.toIntExact(population.stream().filter(TargetGroup::isHealthy).count());
    for (TargetGroup group : population) {
      for (var member : group.members()) {
        byId.put(member.getId(), group);
        byKey.putIfAbsent(
            new NodeKey(member.getSpec().getNodeId(), member.getSpec().getKey()), group);
      }
    }
  }

  /// How many there are.
  int targets() {
    return targets;
  }

  /// How many of them are healthy, faults or not.
  int healthy() {
    return healthy;
  }

  /// The target that the injection is on, when it's one of these.
  Optional<TargetGroup> targetOf(Injection injection) {
    TargetGroup group = byId.get(injection.getSpec().getTargetId());
    return Optional.ofNullable(
        group != null
            ? group
            : byKey.get(
                new NodeKey(injection.getSpec().getNodeId(), injection.getSpec().getTargetKey())));
  }

  static boolean isActive(Injection injection, Instant at) {
    return isLeaked(injection)
        || (isLive(injection) && InjectionTimes.endOf(injection).isAfter(at));
  }

  /// Whether an injection of the policy is about to end at exactly this time, by itself.
  static boolean endsAt(Injection injection, FailurePolicy policy, Instant at) {
    return injection.getSpec().getPolicyId().equals(policy.getId())
        && isLive(injection)
        && injection.getDesiredState().getNumber() < InjectionState.COMPLETE_VALUE
        && InjectionTimes.endOf(injection).equals(at);
  }

  /// Whether nobody has reported that it's over and undone.
  static boolean mayLast(Injection injection) {
    return isLive(injection) || isLeaked(injection);
  }

  static boolean isLive(Injection injection) {
    return injection.getStatus().getState().getNumber() < InjectionState.COMPLETE_VALUE;
  }

  static boolean isLeaked(Injection injection) {
    return injection.getStatus().getEnd() == EndReason.LEAKED;
  }
}
