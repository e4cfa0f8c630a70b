package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.BatchRefusedException;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.Table;
import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All our faults in one network namespace, as they are in the kernel; each operation is one atomic
/// change of it.
///
/// A fault's life: [#arm] (rules, no effect) → [#release] (lease: it works) → [#refresh] … →
/// [#inert] (lease ends) → [#counters] → [#remove]. The kernel ends the lease by itself when nobody
/// refreshes it, and drops everything when this process ends, where it knows owner tables.
///
/// Thread-safe; operations on one plan follow each other. It keeps its namespace alive: [#close] it
/// when the container dies. After that, operations that undo or ask find nothing, and those that
/// would make or prolong a fault throw [KernelException].
public final class NamespacePlan implements AutoCloseable {
  private final NetworkNamespace namespace;
  private final NfTables nft;
  private final DirectionPlan receive;
  private final DirectionPlan send;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  NamespacePlan(NetworkNamespace namespace, String session, NfTables nft, Dialect dialect) {
    this.namespace = namespace;
    this.nft = nft;
    receive = new DirectionPlan(Direction.RECEIVE, namespace, session, nft, dialect);
    send = new DirectionPlan(Direction.SEND, namespace, session, nft, dialect);
  }

  /// Opens a socket into the namespace; changes nothing there yet.
  ///
  /// @param session names our tables, `entropy_<session>`; no other process uses it
  /// @throws io.entropy.injectors.kernel.namespace.NamespaceGoneException when it isn't there any
  ///   more
  public static NamespacePlan open(NetworkNamespace namespace, String session) {
    return new NamespacePlan(namespace, session, NfTables.open(namespace), Dialect.SHARED);
  }

  public NetworkNamespace namespace() {
    return namespace;
  }

  /// The name of our tables, the same in both families: with the namespace's inode, all that an
  /// undo in another process needs ([Strays#delete]).
  public String tableName() {
    return receive.layout().table().name();
  }

  /// Puts everything of the fault in place but its lease: it changes nothing for packets yet.
  ///
  /// @throws IllegalStateException when a fault with this id is armed already
  public void arm(Fault fault) {
    lock.lock();
    try {
      requireOpen("arm");
      if (find(fault.id()) != null) {
        throw new IllegalStateException("fault " + fault.id() + " is armed already");
      }
      of(fault).arm(fault);
    } finally {
      lock.unlock();
    }
  }

  /// Starts the fault, for as long as the lease lasts.
  ///
  /// @throws BatchRefusedException with EEXIST when it runs already
  public void release(int id, Duration lease) {
    change("release", batch -> batch.addElement(table(armed(id)), FaultTable.LEASES, id, lease));
  }

  /// Ends one fault and starts the next at the same instant: no packet escapes in between. One that
  /// has ended before its time doesn't keep the next from starting, but the answer says so.
  public Replacement replace(int oldId, int newId, Duration lease) {
    lock.lock();
    try {
      Fault next = armed(newId);
      Fault old = find(oldId);
      if (old != null) {
        GracePeriods.passSince(of(next).armedAt());
        try {
          change(
              "replace",
              batch ->
                  batch
                      .deleteElement(table(old), FaultTable.LEASES, oldId)
                      .addElement(table(next), FaultTable.LEASES, newId, lease));
          return Replacement.SEAMLESS;
        } catch (BatchRefusedException refused) {
          if (!expired(refused)) {
            throw refused;
          }
        }
      }
      release(newId, lease);
      return Replacement.AFTER_GAP;
    } finally {
      lock.unlock();
    }
  }

  /// Gives the lease its full time again, without a packet escaping; never brings back a fault that
  /// has ended.
  public Renewal refresh(int id, Duration lease) {
    lock.lock();
    try {
      Fault fault = find(id);
      if (closed || fault == null) {
        return Renewal.LOST;
      }
      change(
          "refresh",
          batch ->
              batch
                  .deleteElement(table(fault), FaultTable.LEASES, id)
                  .addElement(table(fault), FaultTable.LEASES, id, lease));
      return Renewal.KEPT;
    } catch (BatchRefusedException refused) {
      if (expired(refused)) {
        return Renewal.LOST;
      }
      throw refused;
    } finally {
      lock.unlock();
    }
  }

  /// Changes the addresses of the fault's [Match.Peers], in one step; nothing when it's gone.
  public void setPeers(int id, Set<InetAddress> peers) {
    lock.lock();
    try {
      Fault fault = find(id);
      if (fault != null && !closed) {
        try (Batch batch = nft.batch()) {
          new PeerSets(batch, table(fault), fault).replace(peers);
          nft.commit(batch);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Ends the fault but leaves its rules, so that its counters can be read to the last packet.
  /// Idempotent.
  public void inert(int id) {
    lock.lock();
    try {
      Fault fault = find(id);
      // Asked first: a batch that the kernel refuses waits some 12 ms for its grace period.
      if (fault != null && nft.element(table(fault), FaultTable.LEASES, id).isPresent()) {
        change("end", batch -> batch.deleteElement(table(fault), FaultTable.LEASES, id));
      }
    } catch (BatchRefusedException refused) {
      if (!expired(refused)) {
        throw refused;
      }
    } finally {
      lock.unlock();
    }
  }

  /// What the fault has done so far; nothing when its rules are gone.
  public Optional<Counters> counters(int id) {
    lock.lock();
    try {
      Fault fault = find(id);
      if (fault == null) {
        return Optional.empty();
      }
      return FaultReading.counters(nft, table(fault), fault);
    } finally {
      lock.unlock();
    }
  }

  /// Reads back from the kernel whether the fault's rules are there and how long its lease lasts.
  public Verification verify(int id) {
    lock.lock();
    try {
      Fault fault = find(id);
      if (fault == null) {
        return Verification.NOTHING;
      }
      return FaultReading.verify(nft, table(fault), fault);
    } finally {
      lock.unlock();
    }
  }

  /// Takes the fault out, at once if it still works, and our table with the last one. Idempotent.
  public void remove(int id) {
    lock.lock();
    try {
      Fault fault = find(id);
      if (fault != null) {
        // A lease left behind would start the next fault of this id as soon as it is armed.
        inert(id);
        of(fault).remove(fault, fault.direction() == Direction.SEND && receive.holdsPackets());
        // Where any hook goes, the kernel loses all packets that are held (nfqnl_nf_hook_drop).
        if (!receive.holdsPackets()) {
          send.deleteIfEmpty();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether no fault is armed here, so that the plan may be closed.
  public boolean isEmpty() {
    lock.lock();
    try {
      return receive.isEmpty() && send.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private interface Change {
    Batch write(Batch batch);
  }

  private void change(String operation, Change change) {
    lock.lock();
    try (Batch batch = nft.batch()) {
      requireOpen(operation);
      nft.commit(change.write(batch));
    } finally {
      lock.unlock();
    }
  }

  private static boolean expired(BatchRefusedException refused) {
    return refused.errno() == Errno.ENOENT && refused.change() == 0;
  }

  private @Nullable Fault find(int id) {
    Fault fault = receive.fault(id);
    return fault != null ? fault : send.fault(id);
  }

  private Fault armed(int id) {
    Fault fault = find(id);
    if (fault == null) {
      throw new IllegalStateException("no fault " + id + " is armed in " + namespace);
    }
    return fault;
  }

  private DirectionPlan of(Fault fault) {
    if (ArrivalHook.isFor(fault)) {
      return send; // whose table has the family of devices
    }
    return switch (fault.direction()) {
      case RECEIVE -> receive;
      case SEND -> send;
    };
  }

  private Table table(Fault fault) {
    return of(fault).layout().table();
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new KernelException(operation, Errno.EBADF, "the plan of " + namespace + " is closed");
    }
  }

  /// Ends all its faults, deletes its tables and lets go of the namespace. Idempotent.
  @Override
  public void close() {
    lock.lock();
    try (nft;
        receive;
        send) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
