package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.namespace.Links;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.BatchRefusedException;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.sys.Errno;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The faults of one direction, and the table that holds them in the kernel; it exists while there
/// are any. Guarded by the lock of its [NamespacePlan].
final class DirectionPlan implements AutoCloseable {
  private final Direction direction;
  private final NetworkNamespace namespace;
  private final NfTables nft;
  private final Dialect dialect;
  private final FaultTable layout;
  private final Map<Integer, Fault> faults = new LinkedHashMap<>();
  private final Set<String> hookedDepartures = new HashSet<>();
  private final Set<String> hookedArrivals = new HashSet<>();
  private @Nullable Links links;
  private boolean created;
  private boolean queueing;
  private boolean arrivals;
  private long armedAt;

  DirectionPlan(
      Direction direction,
      NetworkNamespace namespace,
      String session,
      NfTables nft,
      Dialect dialect) {
    this.direction = direction;
    this.namespace = namespace;
    this.nft = nft;
    this.dialect = dialect;
    this.layout = new FaultTable(session, direction);
  }

  FaultTable layout() {
    return layout;
  }

  @Nullable Fault fault(int id) {
    return faults.get(id);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /// When a fault was last armed, as [System#nanoTime].
  long armedAt() {
    return armedAt;
  }

  /// Adds the fault without a lease, in one batch. Refused because our table is gone (someone
  /// flushed all rules; possible only where it isn't owned): starts over with a new one.
  void arm(Fault fault) {
    while (true) {
      Dialect.Words words = dialect.words();
      try {
        tryToArm(fault, words);
        return;
      } catch (BatchRefusedException refused) {
        if (created && refused.errno() == Errno.ENOENT && !tableExists()) {
          forget();
        } else if (!dialect.learn(refused, words)) {
          throw refused;
        }
      }
    }
  }

  private void tryToArm(Fault fault, Dialect.Words words) {
    boolean arriving = ArrivalHook.isFor(fault);
    Set<String> hooked = arriving ? hookedArrivals : hookedDepartures;
    List<String> devices = newDevices(arriving, hooked);
    try (Batch batch = nft.batch()) {
      if (!created) {
        layout.create(batch, words.ownerTables());
      }
      if (fault.action() instanceof Action.Steer steer && arriving) {
        new ArrivalHook(layout, batch).write(steer, devices, !arrivals);
      } else {
        for (String device : devices) {
          layout.hookEgress(batch, device);
        }
      }
      if (fault.action() instanceof Action.Queue queue) {
        QueueHook hook = new QueueHook(layout, batch);
        if (!queueing) {
          hook.create();
        }
        hook.enqueue(queue.number(), words.queueExpression());
      }
      compiler(batch, fault, words).add();
      layout.dispatch(batch, fault);
      nft.commit(batch);
    }
    armedAt = System.nanoTime();
    created = true;
    queueing |= fault.action() instanceof Action.Queue;
    arrivals |= arriving;
    hooked.addAll(devices);
    faults.put(fault.id(), fault);
  }

  /// Devices that have no chain yet. Some kernels keep the chain of a device that went away, for
  /// when it comes back; a second chain for it would roll the dice twice for each packet.
  private List<String> newDevices(boolean arriving, Set<String> hooked) {
    if (direction == Direction.RECEIVE) {
      return List.of();
    }
    if (links == null) {
      links = Links.open(namespace);
    }
    List<String> present = links.names();
    hooked.retainAll(present);
    List<String> unhooked = new ArrayList<>();
    for (String device : present) {
      if (hooked.contains(device)) {
        continue;
      }
      String chain = arriving ? ArrivalHook.chain(device) : FaultTable.egressChain(device);
      if (created && !nft.rules(layout.table(), chain).isEmpty()) {
        hooked.add(device);
      } else {
        unhooked.add(device);
      }
    }
    return unhooked;
  }

  /// Whether a fault of it queues packets: then some may be held right now.
  boolean holdsPackets() {
    for (Fault fault : faults.values()) {
      if (fault.action() instanceof Action.Queue) {
        return true;
      }
    }
    return false;
  }

  /// Takes the fault out, and the table with the last one unless that is to stay. Whatever is gone
  /// already is fine.
  ///
  /// @return whether it was there
  boolean remove(Fault fault, boolean keepTable) {
    faults.remove(fault.id());
    boolean last = faults.isEmpty() && !keepTable;
    boolean there = true;
    try (Batch batch = nft.batch()) {
      if (last) {
        batch.deleteTable(layout.table());
      } else {
        layout.dispatchWithout(batch, fault, faults.values());
        compiler(batch, fault, dialect.words()).delete();
      }
      nft.commit(batch);
    } catch (BatchRefusedException refused) {
      if (refused.errno() != Errno.ENOENT) {
        faults.put(fault.id(), fault);
        throw refused;
      }
      there = false;
    }
    if (last) {
      forget();
    }
    return there;
  }

  /// Deletes a table that was kept without faults.
  void deleteIfEmpty() {
    if (created && faults.isEmpty()) {
      delete();
    }
  }

  private void delete() {
    forget();
    try (Batch batch = nft.batch()) {
      nft.commit(batch.deleteTable(layout.table()));
    } catch (BatchRefusedException refused) {
      if (refused.errno() != Errno.ENOENT) {
        throw refused;
      }
    }
  }

  private FaultCompiler compiler(Batch batch, Fault fault, Dialect.Words words) {
    boolean vanishing = direction == Direction.SEND && words.vanishing();
    return new FaultCompiler(batch, layout.table(), fault, vanishing);
  }

  private boolean tableExists() {
    return nft.tables().stream().anyMatch(info -> info.table().equals(layout.table()));
  }

  private void forget() {
    created = false;
    queueing = false;
    arrivals = false;
    hookedDepartures.clear();
    hookedArrivals.clear();
    faults.clear();
  }

  /// Deletes the table and forgets its faults.
  @Override
  public void close() {
    if (created) {
      delete();
    }
    if (links != null) {
      links.close();
      links = null;
    }
  }
}
