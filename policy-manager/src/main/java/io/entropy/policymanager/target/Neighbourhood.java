package io.entropy.policymanager.target;

import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// At which addresses containers reach each other, over all known containers. A container that uses
/// another's network namespace is reached at the other's addresses.
public final class Neighbourhood {
  private final Map<String, Target> owners = new HashMap<>();

  public Neighbourhood(List<Target> all) {
    NetworkNamespaces namespaces = new NetworkNamespaces(all);
    Map<String, Target> byId = new HashMap<>();
    all.forEach(target -> byId.put(target.getId(), target));
    for (Target target : all) {
      String owner = namespaces.ownerOf(target).id();
      owners.put(target.getId(), byId.getOrDefault(owner, target));
    }
  }

  private Target owner(Target target) {
    return owners.getOrDefault(target.getId(), target);
  }

  /// Whether the two are one to the network.
  public boolean isSame(Target one, Target other) {
    return owner(one).getId().equals(owner(other).getId());
  }

  /// The other container as `seenFrom` reaches it. Only within a node does a network's name say
  /// that two are on the same one.
  public Peer peer(Target seenFrom, Target other) {
    Target at = owner(other);
    Peer.Builder peer =
        Peer.newBuilder()
            .setTargetId(other.getId())
            .setName(other.getSpec().getName())
            .setSharesNetwork(
                other.getSpec().getNodeId().equals(seenFrom.getSpec().getNodeId())
                    && shareNetwork(owner(seenFrom), at));
    at.getStatus()
        .getNetworksList()
        .forEach(network -> peer.addAllAddresses(network.getAddressesList()));
    return peer.addAllHiddenBehind(HiddenWays.to(at)).build();
  }

  private static boolean shareNetwork(Target one, Target other) {
    Set<String> networks = new HashSet<>();
    for (NetworkAttachment network : one.getStatus().getNetworksList()) {
      networks.add(network.getNetwork());
    }
    return other.getStatus().getNetworksList().stream()
        .anyMatch(network -> networks.contains(network.getNetwork()));
  }
}
