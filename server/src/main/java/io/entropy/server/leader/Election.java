package io.entropy.server.leader;

import io.entropy.store.Store;
import io.entropy.store.etcd.EtcdStore;
import java.time.Duration;
import java.util.Optional;

/// How one of the managers of a store comes to lead. Errors are [io.entropy.store.StoreException]s.
interface Election {

  /// The election among those who may have the store open.
  ///
  /// @param ttl how long leadership outlives a leader that is gone
  static Election over(Store store, Duration ttl) {
    return store instanceof EtcdStore etcd ? new EtcdElection(etcd, ttl) : new SoleElection(store);
  }

  /// Waits until the candidate leads.
  ///
  /// @param candidate where it's reached
  Term win(String candidate) throws InterruptedException;

  /// Where the leader is reached.
  Optional<String> leader();

  /// Where it was when this candidate looked last. Asks nobody, so it's known at once.
  Optional<String> lastLeader();

  /// One stay in office.
  interface Term extends AutoCloseable {
    /// The store, which takes this leader's updates only during its term.
    Store store();

    /// Waits until it's over, against the leader's will.
    void awaitEnd() throws InterruptedException;

    /// Steps down.
    @Override
    void close();
  }
}
