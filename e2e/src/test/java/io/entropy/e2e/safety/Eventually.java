package io.entropy.e2e.safety;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for what another process or the kernel brings about.
public final class Eventually {
  private static final Duration POLL = Duration.ofMillis(10);

  private Eventually() {}

  /// Waits until it's so, and says how long that took; fails when it doesn't come in time.
  public static Duration within(Duration limit, String what, BooleanSupplier so)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
      }
      Thread.sleep(POLL);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
