package io.entropy.policymanager.target;

import io.entropy.api.v1.Node;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The containers of a snapshot as far as they can be reached: of those on a node that is away
/// nobody knows how they are, so their state is unspecified.
///
/// They stay among the population: faults that they may still have count towards limits.
public final class ReachableTargets {

  private ReachableTargets() {}

  public static List<Target> in(Snapshot snapshot) {
    Set<String> away = away(snapshot);
    List<Target> all = snapshot.all(Kinds.TARGETS);
    return away.isEmpty()
        ? all
        : all.stream().map(t -> away.contains(t.getSpec().getNodeId()) ? unseen(t) : t).toList();
  }

  /// The ids of the nodes that are away.
  public static Set<String> away(Snapshot snapshot) {
    return snapshot.all(Kinds.NODES).stream()
        .filter(n -> n.getStatus().getAway())
        .map(Node::getId)
        .collect(Collectors.toSet());
  }

  private static Target unseen(Target target) {
    return target.toBuilder()
        .setStatus(target.getStatus().toBuilder().setState(State.STATE_UNSPECIFIED))
        .build();
  }
}
