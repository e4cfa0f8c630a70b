package io.entropy.policymanager.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after a request that failed: twice as long each time up to a longest, of which
/// the second half is by chance, so that many that failed together don't come back together.
record Backoff(Duration first, Duration longest, RandomGenerator random) {
  /// More doublings than the longest takes.
  private static final int DOUBLINGS = 30;

  static Backoff usual(RandomGenerator random) {
    return new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1), random);
  }

  /// @param failures in a row, from 1
  Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, DOUBLINGS);
    long most = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
