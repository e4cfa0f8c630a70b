package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Family;
import io.entropy.injectors.kernel.nftables.Hook;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.Table;
import io.entropy.injectors.kernel.sys.KernelException;
import java.util.Optional;

/// Finds out whether rates can be limited, by doing it in a new, empty namespace.
public final class TcProbe {
  private static final SessionTree TREE = SessionTree.of("00000001");
  private static final Limit LIMIT = new Limit(1 << 20, 1 << 16, 1 << 16);
  private static final Table TABLE = new Table(Family.NETDEV, "entropy_probe");
  private static final String CHAIN = "chain";

  private TcProbe() {}

  /// Why they can't; empty when they can. An ifb is both probed and, as a device to try on, needed.
  public static Optional<String> obstacle(Direction direction) {
    try {
      return NetworkNamespace.enterNew(() -> {
        tryHere(direction);
        return Optional.empty();
      });
    } catch (KernelException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  /// Why the network emulator can't be had; empty when it can.
  public static Optional<String> obstacleToNetem() {
    try {
      return NetworkNamespace.enterNew(() -> {
        try (RouteSocket socket = RouteSocket.openHere()) {
          Action.Steer _ = add(socket, Netem.NOTHING);
          return Optional.empty();
        }
      });
    } catch (KernelException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private static Action.Steer add(RouteSocket socket, Treatment treatment) {
    Lead lead = Lead.ofAll(Direction.RECEIVE, treatment);
    Lanes lanes = new Lanes();
    return new TreeInKernel(socket, TREE).add(lead, lanes.combinations(lanes.add(1, lead)));
  }

  private static void tryHere(Direction direction) {
    try (RouteSocket socket = RouteSocket.openHere();
        NfTables nft = NfTables.openHere()) {
      int ifb = add(socket, LIMIT).through();
      try (Batch batch = nft.batch()) {
        batch.addTable(TABLE, false);
        switch (direction) {
          case RECEIVE -> {
            batch.addBaseChain(TABLE, CHAIN, Hook.ingress(TREE.ifb(), 0));
            batch.rule(TABLE, CHAIN, "").sendBy(ifb);
          }
          case SEND -> batch.addBaseChain(TABLE, CHAIN, Hook.egress(TREE.ifb(), 0));
        }
        nft.commit(batch.deleteTable(TABLE));
      }
    }
  }
}
