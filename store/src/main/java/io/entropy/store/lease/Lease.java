package io.entropy.store.lease;

import java.time.Duration;

/// A right that this process has until it closes it or fails to renew it in time, which happens in
/// the background.
///
/// [#held] is a hint, by this machine's monotonic clock: a process that was paused may believe in a
/// lease that's over. What must not be done by two at once is written with the [#token], which the
/// back end checks.
public interface Lease extends AutoCloseable {

  String name();

  String holder();

  /// How long it lasts after the last renewal.
  Duration ttl();

  /// The version at which it was taken: greater than that of every holder before.
  long token();

  /// Whether it was renewed recently enough. Once false, it stays so.
  boolean held();

  /// Waits until it's over.
  void awaitEnd() throws InterruptedException;

  /// Gives it back, so that another one may take it at once.
  @Override
  void close();
}
