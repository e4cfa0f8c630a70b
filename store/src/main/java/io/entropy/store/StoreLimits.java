package io.entropy.store;

import java.time.Duration;

/// How much a store keeps besides its objects.
///
/// @param watchQueue changes that one watch may have unread before it's cut and told to resync
/// @param history commits kept for [Store#watchFrom]
/// @param events events kept; older ones go in the commits that add new ones
/// @param eventAge how old an event grows at most, counted when others are added
public record StoreLimits(int watchQueue, int history, int events, Duration eventAge) {

  /// A day of a busy cluster, in tens of megabytes.
  public static final StoreLimits DEFAULT =
      new StoreLimits(10_000, 4_096, 10_000, Duration.ofDays(7));

  public StoreLimits {
    if (watchQueue < 1 || history < 0 || events < 1 || !eventAge.isPositive()) {
      throw new IllegalArgumentException(
          "limits must be positive (history may be 0): %d, %d, %d, %s"
              .formatted(watchQueue, history, events, eventAge));
    }
  }

  public StoreLimits withWatchQueue(int changes) {
    return new StoreLimits(changes, history, events, eventAge);
  }

  public StoreLimits withHistory(int commits) {
    return new StoreLimits(watchQueue, commits, events, eventAge);
  }

  public StoreLimits withEvents(int count, Duration age) {
    return new StoreLimits(watchQueue, history, count, age);
  }
}
