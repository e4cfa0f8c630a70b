package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Family;
import io.entropy.injectors.kernel.nftables.Hook;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.Table;
import io.entropy.injectors.kernel.sys.KernelException;
import java.util.Optional;

/// Finds out whether packets can be queued for us, by trying in a new, empty namespace.
public final class QueueProbe {
  private static final Table TABLE = new Table(Family.INET, "entropy_probe");
  private static final String CHAIN = "chain";

  private QueueProbe() {}

  /// Why they can't; empty when they can.
  public static Optional<String> obstacle() {
    try {
      return NetworkNamespace.enterNew(QueueProbe::obstacleHere);
    } catch (KernelException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private static Optional<String> obstacleHere() {
    try (QueueSocket socket = QueueSocket.openHere();
        NfTables nft = NfTables.openHere()) {
      try {
        rule(nft, socket.number(), true);
      } catch (KernelException _) {
        rule(nft, socket.number(), false);
      }
      return Optional.empty();
    }
  }

  private static void rule(NfTables nft, int number, boolean expression) {
    try (Batch batch = nft.batch()) {
      batch.addTable(TABLE, false).addBaseChain(TABLE, CHAIN, Hook.prerouting(0));
      batch.rule(TABLE, CHAIN, "").queue(number, expression).deleteTable(TABLE);
      nft.commit(batch);
    }
  }
}
