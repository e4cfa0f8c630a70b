package io.entropy.injectors.kernel.probe;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Family;
import io.entropy.injectors.kernel.nftables.Hook;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.Table;
import io.entropy.injectors.kernel.sys.KernelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds out what works by doing it in a new, empty network namespace that ends with the probe.
///
/// Trying is the only answer that holds for every kernel configuration, module, seccomp filter and
/// security module at once.
public final class KernelProbe {
  private static final Table INET = new Table(Family.INET, "entropy_probe");
  private static final Table NETDEV = new Table(Family.NETDEV, "entropy_probe");
  private static final String SET = "set";
  private static final String CHAIN = "chain";

  private KernelProbe() {}

  /// One finding for each mechanism, in their order.
  public static List<Finding> run() {
    try {
      return NetworkNamespace.enterNew(KernelProbe::runHere);
    } catch (KernelException refused) {
      List<Finding> findings = new ArrayList<>();
      for (Mechanism mechanism : Mechanism.values()) {
        findings.add(Finding.missing(mechanism, reason(refused)));
      }
      return findings;
    }
  }

  private static List<Finding> runHere() {
    List<Finding> findings = new ArrayList<>();
    try (NfTables nft = NfTables.openHere()) {
      for (Mechanism mechanism : Mechanism.values()) {
        findings.add(find(nft, mechanism));
      }
    }
    return findings;
  }

  private static Finding find(NfTables nft, Mechanism mechanism) {
    try (Batch batch = nft.batch()) {
      write(batch, mechanism);
      nft.commit(batch);
      return Finding.available(mechanism);
    } catch (KernelException refused) {
      return Finding.missing(mechanism, reason(refused));
    }
  }

  /// Makes the mechanism's least example and takes it away again, in one batch.
  private static void write(Batch batch, Mechanism mechanism) {
    Table table =
        switch (mechanism) {
          case NF_TABLES, LEASES, RANDOM_LOSS, OWNER_TABLES -> INET;
          case EGRESS_HOOK, SILENT_EGRESS_LOSS -> NETDEV;
        };
    batch.addTable(table, mechanism == Mechanism.OWNER_TABLES);
    switch (mechanism) {
      case NF_TABLES -> {
        batch.addBaseChain(table, CHAIN, Hook.input(0));
        batch.rule(table, CHAIN, "").count().drop();
      }
      case LEASES -> {
        batch.addExpiringSet(table, SET);
        batch.addElement(table, SET, 1, Duration.ofSeconds(1));
        batch.addChain(table, CHAIN);
        batch.rule(table, CHAIN, "").loadConstant(1).requireIn(SET).drop();
      }
      case RANDOM_LOSS -> {
        batch.addChain(table, CHAIN);
        batch.rule(table, CHAIN, "").loadRandom(2).drop();
      }
      case OWNER_TABLES -> {}
      case EGRESS_HOOK -> {
        batch.addBaseChain(table, CHAIN, Hook.egress("lo", 0));
        batch.rule(table, CHAIN, "").count().drop();
      }
      case SILENT_EGRESS_LOSS -> {
        batch.addBaseChain(table, CHAIN, Hook.egress("lo", 0));
        batch.rule(table, CHAIN, "").vanish();
      }
    }
    batch.deleteTable(table);
  }

  private static String reason(KernelException refused) {
    return String.valueOf(refused.getMessage());
  }
}
