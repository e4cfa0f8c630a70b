package io.entropy.bench.idle;

import java.util.concurrent.locks.LockSupport;

/// A program that does nothing, for ever: what a JVM holds by itself.
public final class Nothing {
  private Nothing() {}

  public static void main(String[] none) {
    while (true) {
      LockSupport.park();
    }
  }
}
