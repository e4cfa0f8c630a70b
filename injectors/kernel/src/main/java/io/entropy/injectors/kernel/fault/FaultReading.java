package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.nftables.Counter;
import io.entropy.injectors.kernel.nftables.ElementInfo;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.RuleInfo;
import io.entropy.injectors.kernel.nftables.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads back what the kernel holds of a fault; what we believe we wrote doesn't count.
final class FaultReading {
  private FaultReading() {}

  /// The counters of the fault's action: the first counts what it sees, the last what it drops.
  static Optional<Counters> counters(NfTables nft, Table table, Fault fault) {
    List<RuleInfo> action = nft.rules(table, FaultCompiler.actionChain(fault));
    if (action.isEmpty()) {
      return Optional.empty();
    }
    Counter seen = action.getFirst().counters().getFirst();
    Counter dropped = action.getFirst().counters().getLast();
    return Optional.of(
        new Counters(seen.packets(), seen.bytes(), dropped.packets(), dropped.bytes()));
  }

  static Verification verify(NfTables nft, Table table, Fault fault) {
    boolean acting = !nft.rules(table, FaultCompiler.actionChain(fault)).isEmpty();
    Optional<ElementInfo> lease = nft.element(table, FaultTable.LEASES, fault.id());
    Duration left = lease.isPresent() ? lease.get().left() : Duration.ZERO;
    return new Verification(acting && gated(nft, table, fault), left);
  }

  /// Whether packets are led to the fault's chains as long as its lease lives.
  private static boolean gated(NfTables nft, Table table, Fault fault) {
    OptionalInt key = OptionalInt.of(fault.id());
    String entry = FaultCompiler.entryChain(fault);
    for (RuleInfo rule : nft.rules(table, FaultTable.dispatchChain(fault))) {
      if (rule.key().equals(key) && rule.target().equals(entry)) {
        return true;
      }
    }
    return false;
  }
}
