package io.entropy.injectors.partition;

import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;

/// Peers as a policy manager would tell of them.
final class TestPeers {
  private TestPeers() {}

  /// One that is on a common network.
  static Peer of(Target target) {
    Peer.Builder peer =
        Peer.newBuilder()
            .setTargetId(target.getId())
            .setName(target.getSpec().getName())
            .setSharesNetwork(true);
    for (NetworkAttachment network : target.getStatus().getNetworksList()) {
      peer.addAllAddresses(network.getAddressesList());
    }
    return peer.build();
  }

  static Peer named(String name, boolean sharesNetwork, String... addresses) {
    Peer.Builder peer =
        Peer.newBuilder().setTargetId("id-" + name).setName(name).setSharesNetwork(sharesNetwork);
    for (String address : addresses) {
      peer.addAddresses(address);
    }
    return peer.build();
  }
}
