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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    HookPoints.hold();
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
    release(List.of(id), lease);
  }

  /// Starts them all at the same instant.
  ///
  /// @throws BatchRefusedException with EEXIST when one runs already; then none was started
  public void release(Collection<Integer> ids, Duration lease) {
    lock.lock();
    try {
      List<Fault> faults = armed(ids);
      change("release", batch -> begin(batch, faults, lease));
    } finally {
      lock.unlock();
    }
  }

  /// Ends one fault and starts the next at the same instant, see [#replace(Collection, Collection,
  /// Duration)].
  public Replacement replace(int oldId, int newId, Duration lease) {
    return replace(List.of(oldId), List.of(newId), lease);
  }

  /// Ends some faults and starts the next ones at the same instant: no packet escapes in between.
  /// One that has ended before its time doesn't keep the next from starting, but the answer says
  /// so.
  public Replacement replace(
      Collection<Integer> oldIds, Collection<Integer> newIds, Duration lease) {
    lock.lock();
    try {
      List<Fault> next = armed(newIds);
      List<Fault> old = find(oldIds);
      if (!old.isEmpty() && old.size() == oldIds.size()) {
        next.forEach(fault -> GracePeriods.passSince(of(fault).armedAt()));
        try {
          change("replace", batch -> begin(cease(batch, old), next, lease));
          return Replacement.SEAMLESS;
        } catch (BatchRefusedException refused) {
          if (!expired(refused, old.size())) {
            throw refused;
          }
        }
      }
      oldIds.forEach(this::inert);
      change("release", batch -> begin(batch, next, lease));
      return Replacement.AFTER_GAP;
    } finally {
      lock.unlock();
    }
  }

  /// Gives the lease its full time again, see [#refresh(Collection, Duration)].
  public Renewal refresh(int id, Duration lease) {
    return refresh(List.of(id), lease);
  }

  /// Gives the leases of all their full time again, without a packet escaping; never brings back a
  /// fault that has ended: when one has, all are lost.
  public Renewal refresh(Collection<Integer> ids, Duration lease) {
    lock.lock();
    try {
      List<Fault> faults = find(ids);
      if (closed || faults.size() < ids.size()) {
        return Renewal.LOST;
      }
      change("refresh", batch -> begin(cease(batch, faults), faults, lease));
      return Renewal.KEPT;
    } catch (BatchRefusedException refused) {
      if (expired(refused, ids.size())) {
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
    inert(List.of(id));
  }

  /// The same with all of them at the same instant.
  public void inert(Collection<Integer> ids) {
    lock.lock();
    try {
      // Asked first: a batch that the kernel refuses waits some 12 ms for its grace period.
      for (List<Fault> alive = alive(ids); !alive.isEmpty(); alive = alive(ids)) {
        List<Fault> ending = alive;
        try {
          change("end", batch -> cease(batch, ending));
          return;
        } catch (BatchRefusedException refused) {
          if (!expired(refused, ending.size())) {
            throw refused;
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Fault> alive(Collection<Integer> ids) {
    return find(ids).stream()
        .filter(fault -> nft.element(table(fault), FaultTable.LEASES, fault.id()).isPresent())
        .toList();
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
  ///
  /// @return whether its rules were there
  public boolean remove(int id) {
    lock.lock();
    try {
      Fault fault = find(id);
      if (fault == null) {
        return false;
      }
      // A lease left behind would start the next fault of this id as soon as it is armed.
      inert(id);
      DirectionPlan plan = of(fault);
      // Where any hook goes, the kernel loses all packets that are held (nfqnl_nf_hook_drop).
      boolean there = plan.remove(fault, plan == send && receive.holdsPackets());
      if (!receive.holdsPackets()) {
        send.deleteIfEmpty();
      }
      return there;
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

  private Batch begin(Batch batch, List<Fault> faults, Duration lease) {
    faults.forEach(f -> batch.addElement(table(f), FaultTable.LEASES, f.id(), lease));
    return batch;
  }

  private Batch cease(Batch batch, List<Fault> faults) {
    faults.forEach(f -> batch.deleteElement(table(f), FaultTable.LEASES, f.id()));
    return batch;
  }

  /// Whether a batch whose first changes end so many leases found one over.
  private static boolean expired(BatchRefusedException refused, int ended) {
    return refused.errno() == Errno.ENOENT && refused.change() >= 0 && refused.change() < ended;
  }

  private @Nullable Fault find(int id) {
    Fault fault = receive.fault(id);
    return fault != null ? fault : send.fault(id);
  }

  private List<Fault> find(Collection<Integer> ids) {
    List<Fault> found = new ArrayList<>();
    for (int id : ids) {
      Fault fault = find(id);
      if (fault != null) {
        found.add(fault);
      }
    }
    return found;
  }

  private List<Fault> armed(Collection<Integer> ids) {
    List<Fault> faults = find(ids);
    if (faults.size() < ids.size()) {
      throw new IllegalStateException("not all of %s are armed in %s".formatted(ids, namespace));
    }
    return faults;
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
