package io.entropy.policymanager.target;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import java.util.List;
import java.util.TreeSet;

/// What one roll of the dice is for: a container, or several that are one target since they share
/// what the failure mode acts on.
///
/// @param representative the container that gets the injection, and whose key the dice take
/// @param members every matching container of it, the representative among them, by key
public record TargetGroup(Target representative, List<Target> members) {

  public TargetGroup {
    members = List.copyOf(members);
  }

  /// A container by itself.
  public static TargetGroup of(Target target) {
    return new TargetGroup(target, List.of(target));
  }

  public String id() {
    return representative.getId();
  }

  public String key() {
    return representative.getSpec().getKey();
  }

  public String name() {
    return representative.getSpec().getName();
  }

  public String nodeId() {
    return representative.getSpec().getNodeId();
  }

  /// Every container that a fault on it reaches, matching or not.
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    members.forEach(m -> names.add(m.getSpec().getName()));
    if (members.size() > 1) {
      names.addAll(representative.getStatus().getSharesNetworkWithList());
    }
    return List.copyOf(names);
  }

  /// Whether its node's agent tells how it is.
  public boolean isSeen() {
    return representative.getStatus().getState() != State.STATE_UNSPECIFIED;
  }

  /// Whether it can have a fault at all.
  public boolean isUp() {
    State state = representative.getStatus().getState();
    return state == State.RUNNING || state == State.PAUSED;
  }

  /// Whether every member runs and its engine doesn't call it unwell. A container that declares no
  /// health check is healthy while it runs; one whose check hasn't passed yet isn't.
  public boolean isHealthy() {
    return members.stream().allMatch(TargetGroup::isHealthy);
  }

  private static boolean isHealthy(Target target) {
    Health health = target.getStatus().getHealth();
    return target.getStatus().getState() == State.RUNNING
        && (health == Health.NONE || health == Health.HEALTHY);
  }
}
