package io.entropy.policymanager.target;

import io.entropy.api.selector.TargetMatcher;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.policymanager.target.NetworkNamespaces.Owner;
import io.entropy.policymanager.target.RefusedTarget.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The containers that a selector means, sorted into what can be rolled for and what can't.
///
/// For modes that act on the network, containers in one network namespace are one target: the
/// namespace's owner stands for them when it matches, else the first by key.
///
/// @param groups by key, then id; the population of the blast radius
/// @param refused containers that match but can't have the mode at all, by key
public record MatchingTargets(List<TargetGroup> groups, List<RefusedTarget> refused) {
  private static final Comparator<Target> BY_KEY =
      Comparator.<Target, String>comparing(t -> t.getSpec().getKey()).thenComparing(Target::getId);

  public MatchingTargets {
    groups = List.copyOf(groups);
    refused = List.copyOf(refused);
  }

  /// Sorts all known containers.
  ///
  /// @param all every known container: namespaces may belong to one that doesn't match
  public static MatchingTargets of(TargetSelector selector, Layer layer, List<Target> all) {
    List<Target> matching = all.stream().filter(TargetMatcher.of(selector)).sorted(BY_KEY).toList();
    return switch (layer) {
      case CONTAINER ->
          new MatchingTargets(matching.stream().map(TargetGroup::of).toList(), List.of());
      case NETWORK -> byNamespace(matching, new NetworkNamespaces(all));
    };
  }

  private static MatchingTargets byNamespace(List<Target> matching, NetworkNamespaces namespaces) {
    Map<Owner, List<Target>> members = new LinkedHashMap<>();
    List<RefusedTarget> refused = new ArrayList<>();
    for (Target target : matching) {
      Owner owner = namespaces.ownerOf(target);
      switch (owner.mode()) {
        case HOST_NETWORK -> refused.add(new RefusedTarget(target, Reason.HOST_NETWORK));
        case NO_NETWORK -> refused.add(new RefusedTarget(target, Reason.NO_NETWORK));
        case OWN, SHARED, UNRECOGNIZED ->
            members.computeIfAbsent(owner, _ -> new ArrayList<>()).add(target);
      }
    }
    List<TargetGroup> groups = new ArrayList<>();
    members.forEach((owner, of) -> groups.add(new TargetGroup(representative(owner, of), of)));
    groups.sort(Comparator.comparing(TargetGroup::representative, BY_KEY));
    return new MatchingTargets(groups, refused);
  }

  private static Target representative(Owner owner, List<Target> members) {
    return members.stream()
        .filter(m -> m.getId().equals(owner.id()))
        .findFirst()
        .orElse(members.getFirst());
  }
}
