package io.entropy.store.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A bounded queue of what was committed, in commit order. One thread reads it; any may close it.
///
/// Its end is told once, as [WatchEvent.Resync] or [WatchEvent.Closed]; asked again, it says
/// [WatchEvent.Closed] each time, so that no reader waits for ever.
public interface Watch extends AutoCloseable {

  /// Waits for the next event.
  WatchEvent take() throws InterruptedException;

  /// Waits at most `timeout`; null when nothing came.
  @Nullable WatchEvent poll(Duration timeout) throws InterruptedException;

  /// Ends the watch at once: a reader gets [WatchEvent.Closed], and nothing that was still queued.
  @Override
  void close();
}
