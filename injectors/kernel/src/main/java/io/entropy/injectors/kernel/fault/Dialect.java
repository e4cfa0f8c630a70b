package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.nftables.BatchRefusedException;
import io.entropy.injectors.kernel.sys.Errno;

/// What this kernel's nf_tables turned out not to know; tried first, then gone without.
///
/// One for the process, since there is one kernel. Thread-safe: what is known only ever shrinks.
final class Dialect {
  /// The kernel we run on.
  static final Dialect SHARED = new Dialect(true, true);

  /// What one attempt relies on.
  ///
  /// @param ownerTables tables can be tied to the life of a socket (Linux ≥ 5.12)
  /// @param vanishing packets can be dropped without their sender noticing (CONFIG_NFT_FWD_NETDEV)
  /// @param queueExpression packets can be queued without going through iptables' target
  record Words(boolean ownerTables, boolean vanishing, boolean queueExpression) {}

  private volatile Words words;

  Dialect(boolean ownerTables, boolean vanishing) {
    this(ownerTables, vanishing, true);
  }

  Dialect(boolean ownerTables, boolean vanishing, boolean queueExpression) {
    this.words = new Words(ownerTables, vanishing, queueExpression);
  }

  Words words() {
    return words;
  }

  /// Learns from the refusal of an attempt made in these words; true when it should be tried again.
  synchronized boolean learn(BatchRefusedException refused, Words used) {
    boolean unknown =
        refused.errno() == Errno.EOPNOTSUPP
            || refused.errno() == Errno.EINVAL
            || refused.errno() == Errno.ENOENT;
    if (unknown && used.ownerTables() && refused.operation().startsWith("add table")) {
      words = new Words(false, words.vanishing(), words.queueExpression());
      return true;
    }
    if (unknown && used.vanishing() && refused.operation().endsWith(FaultCompiler.ACTION_SUFFIX)) {
      words = new Words(words.ownerTables(), false, words.queueExpression());
      return true;
    }
    if (unknown && used.queueExpression() && refused.operation().endsWith(QueueHook.ENQUEUE)) {
      words = new Words(words.ownerTables(), words.vanishing(), false);
      return true;
    }
    return false;
  }
}
