package io.entropy.store.etcd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Bounded waits that an interrupt doesn't end: the thread has it again afterwards.
final class Uninterrupted {
  private Uninterrupted() {}

  static <T> T get(CompletableFuture<T> future, Duration patience)
      throws ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      restore(interrupted);
    }
  }

  static void sleep(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    boolean interrupted = false;
    for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    restore(interrupted);
  }

  /// Waits once on the monitor, which the caller holds. Interrupted, it returns early, as monitors
  /// may anyway.
  static void waitOn(Object monitor, Duration time) {
    boolean interrupted = Thread.interrupted();
    try {
      TimeUnit.NANOSECONDS.timedWait(monitor, time.toNanos());
    } catch (InterruptedException _) {
      interrupted = true;
    }
    restore(interrupted);
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
