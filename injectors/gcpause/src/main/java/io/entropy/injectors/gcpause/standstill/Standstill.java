package io.entropy.injectors.gcpause.standstill;

import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.spi.InjectorException;
import java.util.List;

/// Something that can be made to stand still until a time, and then goes on whatever becomes of
/// this process. Times are those of [System#nanoTime]. One thread at a time.
public interface Standstill extends AutoCloseable {

  /// What makes it stand still, e.g. "cgroup freezer v1".
  String mechanism();

  /// Makes it stand still, which it doesn't yet, for a time, but not beyond the end of a lease.
  ///
  /// @param time in nanoseconds; [Long#MAX_VALUE] for as long as the lease
  Reading stop(long lease, long time) throws InjectorException;

  /// Shifts the end, unless it has gone on: `LOST`.
  Reading keep(long until) throws InjectorException;

  /// Lets it go on at once.
  Reading resume() throws InjectorException;

  Reading read() throws InjectorException;

  /// What was measured besides, of all of it so far.
  default List<Measurement> measured() throws InjectorException {
    return List.of();
  }

  /// Lets it go on and leaves nothing behind.
  @Override
  void close();

  /// Whether what was to let it go on was killed, so that it may stand still for ever. Known once
  /// it's closed.
  default boolean isBroken() {
    return false;
  }
}
