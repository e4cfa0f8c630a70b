package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.namespace.NamespaceGoneException;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.BatchRefusedException;
import io.entropy.injectors.kernel.nftables.ElementInfo;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.Table;
import io.entropy.injectors.kernel.nftables.TableInfo;
import io.entropy.injectors.kernel.sys.Errno;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Faults of other processes: finding what they may have left, and undoing it from a record alone.
///
/// A table without an owner says nothing of whether its process lives: ask that process's journal
/// lock before deleting it.
public final class Strays {
  /// How an undo went. All but [#OWNED] leave nothing behind.
  public enum Removal {
    /// It was there and is gone.
    DELETED,
    /// It wasn't there.
    ABSENT,
    /// Its namespace is gone, and so is all that was in it.
    NAMESPACE_GONE,
    /// It belongs to a living socket (its process may be stopped): it ends with that, and its
    /// faults with their leases.
    OWNED
  }

  private Strays() {}

  /// The tables of Entropy's processes in this namespace, in both directions.
  public static List<Stray> list(NetworkNamespace namespace) {
    List<Stray> strays = new ArrayList<>();
    try (NfTables nft = NfTables.open(namespace)) {
      for (TableInfo info : nft.tables()) {
        for (Direction direction : Direction.values()) {
          Table table = info.table();
          if (table.family() == direction.family()
              && table.name().startsWith(FaultTable.NAME_PREFIX)) {
            strays.add(
                new Stray(namespace, direction, table.name(), info.owner(), left(nft, table)));
          }
        }
      }
    }
    return strays;
  }

  private static Duration left(NfTables nft, Table table) {
    Duration longest = Duration.ZERO;
    for (ElementInfo lease : nft.elements(table, FaultTable.LEASES)) {
      if (lease.left().compareTo(longest) > 0) {
        longest = lease.left();
      }
    }
    return longest;
  }

  /// The tables in every namespace that can be reached. One that goes away meanwhile has none.
  public static List<Stray> listAll() {
    List<Stray> strays = new ArrayList<>();
    for (NetworkNamespace namespace : NetworkNamespace.all()) {
      try {
        strays.addAll(list(namespace));
      } catch (NamespaceGoneException _) {
        // Its last process ended since we looked: nothing is left to find.
      }
    }
    return strays;
  }

  /// Undoes all faults of one process in one namespace, both directions. Idempotent.
  ///
  /// @param inode the namespace, as the undo record has it
  /// @param tableName the name [NamespacePlan#tableName] gave
  public static Removal delete(long inode, String tableName) {
    if (!tableName.startsWith(FaultTable.NAME_PREFIX)) {
      throw new IllegalArgumentException("not a table of ours: " + tableName);
    }
    Optional<NetworkNamespace> namespace = NetworkNamespace.find(inode);
    if (namespace.isEmpty()) {
      return Removal.NAMESPACE_GONE;
    }
    try (NfTables nft = NfTables.open(namespace.get())) {
      Removal overall = Removal.ABSENT;
      for (TableInfo info : nft.tables()) {
        if (info.table().name().equals(tableName)) {
          Removal one = info.owner().isPresent() ? Removal.OWNED : delete(nft, info.table());
          overall = one.compareTo(overall) > 0 || overall == Removal.ABSENT ? one : overall;
        }
      }
      return overall;
    } catch (NamespaceGoneException _) {
      return Removal.NAMESPACE_GONE;
    }
  }

  private static Removal delete(NfTables nft, Table table) {
    try (Batch batch = nft.batch()) {
      nft.commit(batch.deleteTable(table));
      return Removal.DELETED;
    } catch (BatchRefusedException refused) {
      if (refused.errno() == Errno.ENOENT) {
        return Removal.ABSENT;
      }
      throw refused;
    }
  }
}
