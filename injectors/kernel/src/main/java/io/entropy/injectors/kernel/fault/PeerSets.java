package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.nftables.Comparison.EQUAL;

import io.entropy.injectors.kernel.nftables.AddressKey;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Header;
import io.entropy.injectors.kernel.nftables.Meta;
import io.entropy.injectors.kernel.nftables.Table;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The sets of a fault's [Match.Peers], one for each version of IP: `f1_peers4` and `f1_peers6`.
///
/// A packet's far end is looked up in them: its source when it's received, its destination when
/// it's sent.
record PeerSets(Batch batch, Table table, Fault fault) {

  static boolean has(Fault fault) {
    return fault.stages().stream()
        .flatMap(stage -> stage.alternatives().stream())
        .anyMatch(match -> match instanceof Match.Peers);
  }

  private String name(AddressKey key) {
    return "f" + Integer.toHexString(fault.id()) + "_peers" + (key == AddressKey.IPV4 ? "4" : "6");
  }

  /// Makes the sets, and the rules in `chain` that look into them and go on in `next`.
  void create(String chain, String next, Collection<InetAddress> peers) {
    for (AddressKey key : AddressKey.values()) {
      batch.addSet(table, name(key), key);
      batch
          .rule(table, chain, fault.injection())
          .load(Meta.PROTOCOL)
          .require(EQUAL, key == AddressKey.IPV4 ? MatchCompiler.IPV4 : MatchCompiler.IPV6)
          .load(Header.NETWORK, farEnd(key), key.bytes())
          .requireIn(name(key))
          .continueIn(next);
    }
    fill(peers);
  }

  private int farEnd(AddressKey key) {
    boolean source = fault.direction() == Direction.RECEIVE;
    return switch (key) {
      case IPV4 -> source ? MatchCompiler.IPV4_SOURCE : MatchCompiler.IPV4_DESTINATION;
      case IPV6 -> source ? MatchCompiler.IPV6_SOURCE : MatchCompiler.IPV6_DESTINATION;
    };
  }

  void replace(Collection<InetAddress> peers) {
    for (AddressKey key : AddressKey.values()) {
      batch.flushSet(table, name(key));
    }
    fill(peers);
  }

  private void fill(Collection<InetAddress> peers) {
    for (AddressKey key : AddressKey.values()) {
      List<byte[]> addresses = new ArrayList<>();
      for (InetAddress peer : peers) {
        if (peer.getAddress().length == key.bytes()) {
          addresses.add(peer.getAddress());
        }
      }
      batch.addElements(table, name(key), addresses);
    }
  }

  /// Takes the sets away; no rule may look into them any more.
  void delete() {
    for (AddressKey key : AddressKey.values()) {
      batch.deleteSet(table, name(key));
    }
  }
}
