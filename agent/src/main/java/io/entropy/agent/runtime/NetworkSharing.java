package io.entropy.agent.runtime;

import io.entropy.api.v1.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which containers use the same network namespace, worked out over all of them.
final class NetworkSharing {
  private NetworkSharing() {}

  /// The same targets, each with the names of those that share its namespace, and `network_of` as
  /// an id when the owner is among them.
  static List<Target> resolve(Collection<Target> targets) {
    Map<String, Target> byIdOrName = new HashMap<>();
    targets.forEach(target -> byIdOrName.put(target.getSpec().getName(), target));
    targets.forEach(target -> byIdOrName.put(target.getId(), target));
    Map<String, List<Target>> byOwner = new LinkedHashMap<>();
    for (Target target : targets) {
      byOwner.computeIfAbsent(owner(target, byIdOrName), _ -> new ArrayList<>()).add(target);
    }
    return targets.stream()
        .map(target -> with(target, byIdOrName, byOwner.get(owner(target, byIdOrName))))
        .toList();
  }

  /// Follows `network_of` to the container that has the namespace. A chain can't be a ring: each
  /// link was made when its end already existed.
  private static String owner(Target target, Map<String, Target> byIdOrName) {
    String of = target.getStatus().getNetworkOf();
    if (of.isEmpty()) {
      return target.getId();
    }
    Target next = byIdOrName.get(of);
    return next == null || next.getId().equals(target.getId()) ? of : owner(next, byIdOrName);
  }

  private static Target with(
      Target target, Map<String, Target> byIdOrName, @Nullable List<Target> group) {
    Target.Builder result = target.toBuilder();
    result.getStatusBuilder().clearSharesNetworkWith();
    Target owner = byIdOrName.get(target.getStatus().getNetworkOf());
    if (owner != null) {
      result.getStatusBuilder().setNetworkOf(owner.getId());
    }
    if (group != null) {
      group.stream()
          .filter(other -> !other.getId().equals(target.getId()))
          .map(other -> other.getSpec().getName())
          .sorted()
          .forEach(result.getStatusBuilder()::addSharesNetworkWith);
    }
    return result.build();
  }
}
