package io.entropy.bench.pause;

import java.util.concurrent.locks.LockSupport;

/// A program that says when it stood still, by its own clock: that of [System#nanoTime], which is
/// CLOCK_MONOTONIC and so the same in each process of the machine. Runs in a container, in a JVM of
/// its own.
public final class Pulse {
  private static final long BEAT_NANOS = 100_000;

  /// What isn't worth telling; more than a busy machine makes a thread wait now and then.
  private static final long GAP_NANOS = 30_000_000;

  private Pulse() {}

  /// Prints `FROM TO` of each gap, for ever.
  public static void main(String[] none) {
    long last = System.nanoTime();
    System.out.println("beats");
    while (true) {
      LockSupport.parkNanos(BEAT_NANOS);
      long now = System.nanoTime();
      if (now - last > GAP_NANOS) {
        System.out.println(last + " " + now);
      }
      last = now;
    }
  }
}
