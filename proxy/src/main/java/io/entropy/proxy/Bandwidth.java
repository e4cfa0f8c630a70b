package io.entropy.proxy;

import java.util.random.RandomGenerator;

/// Limits the rate of a connection.
///
/// @param rate in KB/s of 1000 bytes; 0 is no limit
record Bandwidth(long rate) implements Attributes {
  private static final int MILLIS = 100;
  private static final long NANOS_PER_BYTE_AT_1 = 1_000_000;

  @Override
  public Effect begin(RandomGenerator random) {
    return (bytes, _) -> {
      if (rate <= 0) {
        return new Step.Pass(bytes, 0);
      }
      // In pieces of a tenth of a second, so that a slow rate isn't one long silence.
      int piece = (int) Math.min(bytes, Math.min(rate, Integer.MAX_VALUE / MILLIS) * MILLIS);
      return new Step.Pass(piece, piece * NANOS_PER_BYTE_AT_1 / rate);
    };
  }
}
