package io.entropy.server.leader;

import io.entropy.store.Store;
import io.entropy.store.etcd.EtcdStore;
import io.entropy.store.lease.Lease;
import io.entropy.store.lease.Leases;
import java.time.Duration;
import java.util.Optional;

/// By a lease in the etcd cluster that the store is in; etcd refuses the updates of who has lost
/// it.
final class EtcdElection implements Election {
  private static final String LEASE = "leader";

  private final EtcdStore etcd;
  private final Leases leases;
  private final Duration ttl;

  EtcdElection(EtcdStore etcd, Duration ttl) {
    this.etcd = etcd;
    this.leases = etcd.leases();
    this.ttl = ttl;
  }

  @Override
  public Term win(String candidate) throws InterruptedException {
    Lease lease = leases.acquire(LEASE, candidate, ttl);
    try {
      return new Held(lease, etcd.fencedBy(lease));
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  @Override
  public Optional<String> leader() {
    return leases.holding(LEASE).map(Leases.Holding::holder);
  }

  @Override
  public Optional<String> lastLeader() {
    return leases.lastSeen(LEASE).map(Leases.Holding::holder);
  }

  private record Held(Lease lease, Store store) implements Term {
    @Override
    public void awaitEnd() throws InterruptedException {
      lease.awaitEnd();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
