package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waiting for something to become true.
final class Eventually {
  private Eventually() {}

  /// Whether it becomes true within that time.
  static boolean within(Duration time, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + time.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }

  /// Waits generously; fails when it doesn't.
  static void await(String what, Callable<Boolean> condition) throws Exception {
    assertThat(within(Duration.ofSeconds(30), condition)).as(what).isTrue();
  }
}
