package io.entropy.injectors.partition;

import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whom a container is cut off from, as it was known when the dice were rolled.
record Peers(List<Peer> all) {

  Peers {
    all = List.copyOf(all);
  }

  static String names(Collection<Peer> peers) {
    return peers.stream().map(Peer::getName).sorted().collect(Collectors.joining(", "));
  }

  static Set<InetAddress> addresses(Collection<Peer> peers) {
    Set<InetAddress> addresses = new HashSet<>();
    for (Peer peer : peers) {
      peer.getAddressesList().forEach(a -> addresses.add(InetAddress.ofLiteral(a)));
    }
    return addresses;
  }

  static Set<InetAddress> addresses(Target target) {
    Set<InetAddress> addresses = new HashSet<>();
    for (NetworkAttachment network : target.getStatus().getNetworksList()) {
      network.getAddressesList().forEach(a -> addresses.add(InetAddress.ofLiteral(a)));
    }
    return addresses;
  }

  /// Those that are really cut off: all that the two send each other carries addresses that are
  /// known.
  List<Peer> cut() {
    return all.stream().filter(p -> isKnown(p) && p.getHiddenBehindCount() == 0).toList();
  }

  /// Those that are cut off at their own addresses, but are reached in other ways too.
  List<Peer> partly() {
    return all.stream().filter(p -> isKnown(p) && p.getHiddenBehindCount() > 0).toList();
  }

  /// Those that may be reached at other addresses, or not at all.
  List<Peer> unknown() {
    return all.stream().filter(p -> !isKnown(p)).toList();
  }

  private static boolean isKnown(Peer peer) {
    return peer.getSharesNetwork() && peer.getAddressesCount() > 0;
  }
}
