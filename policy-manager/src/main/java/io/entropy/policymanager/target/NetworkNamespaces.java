package io.entropy.policymanager.target;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who owns the network namespace that a container uses, over all known containers.
final class NetworkNamespaces {

  /// Docker resolves `container:` at start, so a chain has no cycle; the bound is for bad data.
  private static final int LONGEST_CHAIN = 8;

  private final Map<Place, Target> byIdOrName = new HashMap<>();

  /// A container's id or name on one node.
  private record Place(String node, String idOrName) {}

  NetworkNamespaces(List<Target> all) {
    for (Target target : all) {
      byIdOrName.put(new Place(target.getSpec().getNodeId(), target.getSpec().getName()), target);
    }
    for (Target target : all) { // an id wins over a name that looks like it
      byIdOrName.put(new Place(target.getSpec().getNodeId(), target.getId()), target);
    }
  }

  /// A namespace.
  ///
  /// @param id of the container whose namespace it is, known or not
  /// @param mode of the owner, or of the last container known on the way to it
  record Owner(String node, String id, NetworkMode mode) {}

  Owner ownerOf(Target target) {
    Target at = target;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      if (at.getStatus().getNetworkMode() != NetworkMode.SHARED) {
        break;
      }
      String wanted = at.getStatus().getNetworkOf();
      @Nullable Target next = byIdOrName.get(new Place(at.getSpec().getNodeId(), wanted));
      if (next == null) {
        return new Owner(target.getSpec().getNodeId(), wanted, NetworkMode.SHARED);
      }
      at = next;
    }
    return new Owner(target.getSpec().getNodeId(), at.getId(), at.getStatus().getNetworkMode());
  }
}
