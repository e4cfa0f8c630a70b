package io.entropy.injectors.kernel.fault;

import java.util.function.BooleanSupplier;

/// Waiting for the kernel, as short as possible.
final class Eventually {
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private Eventually() {}

  /// Whether the condition came true within five seconds.
  static boolean holds(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
