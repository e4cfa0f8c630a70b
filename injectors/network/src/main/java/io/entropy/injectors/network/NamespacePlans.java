package io.entropy.injectors.network;

import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The plans of this process, one a network namespace, open while a fault is in it and a little
/// longer: an open plan keeps a dead container's namespace alive. Any thread.
final class NamespacePlans implements AutoCloseable {
  /// Closing a netlink socket just after its last change waits some 10 ms for the kernel's grace
  /// period, and the next fault is likely to come to the same namespace soon.
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final String session;
  private final Map<Long, Held> plans = new HashMap<>();
  private final AtomicInteger faultIds = new AtomicInteger();

  NamespacePlans(String session) {
    this.session = session;
  }

  /// A plan and the faults that hold it open.
  private record Held(NamespacePlan plan, Set<Integer> faults) {}

  /// The key of a new fault's lease, unique in this process.
  int newFaultId() {
    return faultIds.incrementAndGet();
  }

  /// The namespace's plan, opened when need be and held for this fault until [#letGo].
  NamespacePlan hold(NetworkNamespace namespace, int fault) {
    synchronized (plans) {
      Held held = plans.get(namespace.inode());
      if (held != null) {
        held.faults.add(fault);
        return held.plan;
      }
    }
    // Opening enters the namespace on another thread: many may do so at once.
    Held opened = new Held(NamespacePlan.open(namespace, session), new HashSet<>());
    NamespacePlan surplus = null;
    try {
      synchronized (plans) {
        Held held = plans.putIfAbsent(namespace.inode(), opened);
        if (held == null) {
          held = opened;
        } else {
          surplus = opened.plan;
        }
        held.faults.add(fault);
        return held.plan;
      }
    } finally {
      if (surplus != null) {
        surplus.close();
      }
    }
  }

  /// The plan that is held for this fault.
  Optional<NamespacePlan> find(long inode, int fault) {
    synchronized (plans) {
      return Optional.ofNullable(plans.get(inode))
          .filter(held -> held.faults.contains(fault))
          .map(Held::plan);
    }
  }

  /// Ends a [#hold]; the plan is closed soon when that was the last.
  void letGo(long inode, int fault) {
    synchronized (plans) {
      Held held = plans.get(inode);
      if (held != null && held.faults.remove(fault) && held.faults.isEmpty()) {
        LATER.execute(() -> closeIfIdle(inode));
      }
    }
  }

  private void closeIfIdle(long inode) {
    Held idle = null;
    synchronized (plans) {
      Held held = plans.get(inode);
      if (held != null && held.faults.isEmpty()) {
        idle = plans.remove(inode);
      }
    }
    if (idle != null) {
      idle.plan.close();
    }
  }

  @Override
  public void close() {
    synchronized (plans) {
      plans.values().forEach(h -> h.plan.close());
      plans.clear();
    }
  }
}
