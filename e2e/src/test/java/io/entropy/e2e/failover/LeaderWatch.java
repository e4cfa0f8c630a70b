package io.entropy.e2e.failover;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeStatus;
import io.entropy.store.etcd.EtcdStore;
import io.entropy.store.lease.Leases;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When one leader's lease ends and when the next has everything going again, as etcd has it. One
/// thread; made before the leader is hit.
final class LeaderWatch implements AutoCloseable {
  private static final String LEASE = "leader";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private final EtcdStore store;
  private final Leases.Holding before;
  private final Watch watch;
  private final Set<String> back = new HashSet<>();

  /// How long after the end of the old leader's lease.
  ///
  /// @param elected the new one's loops write
  /// @param nodes all nodes have found it
  /// @param tick it rolled for all of them
  record Failover(Duration elected, Duration nodes, Duration tick) {}

  LeaderWatch(EtcdStore store) {
    this.store = store;
    this.before = leader(store).orElseThrow();
    this.watch = store.watch(WatchFilter.of(Kinds.NODES, Kinds.EVENTS));
  }

  static Optional<Leases.Holding> leader(EtcdStore store) {
    return store.leases().holding(LEASE);
  }

  /// Where the leader is reached that is to be hit.
  String leader() {
    return before.holder();
  }

  /// Waits until etcd has ended its lease; the nanosecond time.
  long awaitEnd() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (leader(store).filter(now -> now.token() == before.token()).isPresent()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("its lease doesn't end");
      }
      Thread.sleep(LOOK_EVERY);
    }
    return System.nanoTime();
  }

  /// Waits until the next leader has rolled a policy's dice with all nodes there.
  ///
  /// @param end of the lease before, as nanosecond time
  Failover awaitTick(String policyId, long end) throws InterruptedException {
    long elected = 0;
    long nodes = 0;
    while (true) {
      switch (next(end)) {
        case WatchEvent.Change<?> change when change.after() instanceof Node node -> {
          elected = elected == 0 ? System.nanoTime() : elected;
          if (isThere(node) && back.add(node.getId()) && back.size() == Cluster.SIZE) {
            nodes = System.nanoTime();
          } else if (!isThere(node)) {
            back.remove(node.getId());
          }
        }
        case WatchEvent.Change<?> change when isRoll(change.after(), policyId) -> {
          if (back.size() == Cluster.SIZE) {
            return new Failover(
                since(end, elected), since(end, nodes), since(end, System.nanoTime()));
          }
        }
        case WatchEvent.Change<?> _, WatchEvent.Committed _ -> {}
        case WatchEvent.Resync _, WatchEvent.Closed _ -> throw new AssertionError("it was cut");
      }
    }
  }

  private WatchEvent next(long end) throws InterruptedException {
    long left = end + PATIENCE.toNanos() - System.nanoTime();
    @Nullable WatchEvent event = left > 0 ? watch.poll(Duration.ofNanos(left)) : null;
    if (event == null) {
      throw new AssertionError("no tick on all nodes; back are " + back);
    }
    return event;
  }

  /// What a leader doubts, or nobody leads to say.
  private static boolean isThere(Node node) {
    NodeStatus status = node.getStatus();
    return !status.getAway() && status.getState() == NodeStatus.State.READY;
  }

  private static boolean isRoll(@Nullable Object object, String policyId) {
    return object instanceof Event event
        && event.getSpec().getType().equals(EventTypes.ROLL)
        && event.getSpec().getPolicy().equals(policyId);
  }

  private static Duration since(long start, long then) {
    return Duration.ofNanos(then - start);
  }

  @Override
  public void close() {
    watch.close();
  }
}
