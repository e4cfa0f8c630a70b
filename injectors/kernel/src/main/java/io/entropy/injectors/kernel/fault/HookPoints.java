package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Family;
import io.entropy.injectors.kernel.nftables.Hook;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.Table;
import io.entropy.injectors.kernel.sys.KernelException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Keeps the hook points that faults use switched on in the kernel, for as long as this process
/// lives, by a chain at each in an empty namespace of its own.
///
/// A hook point that nobody uses costs packets nothing, since the kernel jumps over it (a static
/// key, `nf_hooks_needed`). The first chain at it in the whole host makes the kernel rewrite that
/// jump on every CPU, and the last one's end rewrite it back: 0.1 ms each in which nothing else
/// runs. Faults that come and go would do that to the host each time. A chain in a namespace
/// without traffic sees no packet; it goes with the socket that owns it.
public final class HookPoints {
  private static final Table INET = new Table(Family.INET, "entropy_hook_points");
  private static final Table NETDEV = new Table(Family.NETDEV, "entropy_hook_points");
  private static final String LOOPBACK = "lo";

  private static @Nullable NfTables held;

  private HookPoints() {}

  /// Switches them on, once; a kernel without one of them goes without it.
  public static synchronized void hold() {
    if (held == null) {
      try {
        held = NetworkNamespace.enterNew(HookPoints::holdHere);
      } catch (KernelException _) {
        // Without the privilege for it the fault itself will fail, and say so.
      }
    }
  }

  private static NfTables holdHere() {
    NfTables nft = NfTables.openHere();
    attempt(nft, batch -> batch.addTable(INET, false).addTable(NETDEV, false));
    attempt(nft, batch -> batch.addBaseChain(INET, "input", Hook.input(0)));
    attempt(nft, batch -> batch.addBaseChain(INET, "prerouting", Hook.prerouting(0)));
    attempt(nft, batch -> batch.addBaseChain(NETDEV, "ingress", Hook.ingress(LOOPBACK, 0)));
    attempt(nft, batch -> batch.addBaseChain(NETDEV, "egress", Hook.egress(LOOPBACK, 0)));
    return nft;
  }

  private static void attempt(NfTables nft, UnaryOperator<Batch> change) {
    try (Batch batch = nft.batch()) {
      nft.commit(change.apply(batch));
    } catch (KernelException _) {
      // Faults there work as well, or fail with a reason of their own.
    }
  }
}
