package io.entropy.e2e.restart;

/// What runs in a target's JVM: a thread that wakes up a hundred times a second.
final class Ticker {
  static final String NAME = "ticker";

  private Ticker() {}

  public static void main(String[] arguments) {
    Thread _ = Thread.ofPlatform().name(NAME).start(Ticker::tick);
  }

  private static void tick() {
    try {
      while (true) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
