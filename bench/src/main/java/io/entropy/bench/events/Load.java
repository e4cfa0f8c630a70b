package io.entropy.bench.events;

import java.util.concurrent.locks.LockSupport;

/// Events to be made: so many, at once or so many a second.
///
/// @param perSecond 0 for as fast as it goes
record Load(int events, int perSecond) {
  /// Reads what [#toString] writes.
  static Load read(String text) {
    String[] parts = text.split("@", -1);
    return new Load(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /// Waits until that one is due.
  ///
  /// @param start of the first, by [System#nanoTime]
  /// @return when it was due, by the same clock, which is the machine's: lag counts from there,
  ///   also when whoever makes it is late
  long await(int number, long start) {
    if (perSecond == 0) {
      return System.nanoTime();
    }
    long due = start + number * 1_000_000_000L / perSecond;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return due;
  }

  @Override
  public String toString() {
    return events + "@" + perSecond;
  }
}
