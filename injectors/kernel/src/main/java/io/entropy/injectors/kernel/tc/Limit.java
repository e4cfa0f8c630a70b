package io.entropy.injectors.kernel.tc;

/// How much may go through a class.
///
/// @param rate bytes a second
/// @param burst bytes that may go at once after a pause
/// @param queue bytes that may wait; more are lost
public record Limit(long rate, long burst, long queue) implements Treatment {
  /// What HTB's 32-bit numbers of 64 ns hold, and a little less.
  private static final double LONGEST_BURST_SECONDS = 270;

  public Limit {
    if (rate < 1 || burst < 1 || queue < 1) {
      throw new IllegalArgumentException("a rate, a burst and a queue must be above 0");
    }
    if ((double) burst / rate > LONGEST_BURST_SECONDS) {
      throw new IllegalArgumentException("a burst of more than 270 s");
    }
  }

  /// The time that the burst takes, in the kernel's ticks of 64 ns.
  int burstTicks() {
    return (int) (long) Math.ceil((double) burst * 1e9 / rate / 64);
  }
}
