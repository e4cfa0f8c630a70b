package io.entropy.agent.remote;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before all managers are tried again: twice as long each time, up to 0.6 s, of
/// which a random half is left out so that a manager's agents don't all come at once. Short enough
/// for a fault to go on when a manager is back within its lease. One thread.
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMillis(600);

  private final RandomGenerator random;
  private Duration next = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    Duration longest = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofNanos(random.nextLong(longest.toNanos() / 2, longest.toNanos() + 1));
  }

  /// It went well: the next time is the first again.
  void reset() {
    next = FIRST;
  }
}
