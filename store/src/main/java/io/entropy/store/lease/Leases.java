package io.entropy.store.lease;

import java.time.Duration;
import java.util.Optional;

/// Where leases are taken. Errors are [io.entropy.store.StoreException]s.
public interface Leases {

  /// Takes the lease of that name when nobody has it.
  ///
  /// @param name of the right, e.g. `leader`: letters, digits, `-`, `_` and `.`
  /// @param holder who takes it, for people to read
  /// @param ttl how long it outlives a holder that no longer renews it; a back end may round it up
  Optional<Lease> tryAcquire(String name, String holder, Duration ttl);

  /// Waits until nobody has the lease of that name, and takes it: an election, when `name` is a
  /// leader's.
  Lease acquire(String name, String holder, Duration ttl) throws InterruptedException;

  /// Who has the lease of that name now.
  Optional<Holding> holding(String name);

  /// Who had it when this object looked last, which it does all the time while it waits to acquire
  /// it. Asks nobody.
  Optional<Holding> lastSeen(String name);

  /// A lease as others see it.
  record Holding(String holder, long token) {}
}
