package io.entropy.injectors.kernel.queue;

/// When packets came, by [System#nanoTime]: what it takes to wake the queue's thread is no part of
/// their delay. The kernel stamps them with the time of day (`nfqnl_msg_packet_timestamp`), which
/// somebody may set: so no packet is taken for older than the last look that found no more. One
/// thread.
final class ArrivalClock {
  /// Of a packet that came before the kernel began to stamp them.
  static final long NO_STAMP = 0;

  private long now;
  private long dayBegan;
  private long earliest;
  private long nextEarliest;

  ArrivalClock(long now) {
    this.nextEarliest = now;
  }

  /// A look was taken.
  ///
  /// @param began when, by [System#nanoTime]
  /// @param now that time after it
  /// @param timeOfDay at `now`
  /// @param foundAll whether there's nothing older left
  void looked(long began, long now, long timeOfDay, boolean foundAll) {
    this.now = now;
    dayBegan = now - timeOfDay;
    earliest = nextEarliest;
    if (foundAll) {
      nextEarliest = began;
    }
  }

  /// When a packet of the last look came.
  long arrived(long stamp) {
    return stamp == NO_STAMP ? now : Math.clamp(dayBegan + stamp, earliest, now);
  }
}
