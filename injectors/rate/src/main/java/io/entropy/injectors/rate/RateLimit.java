package io.entropy.injectors.rate;

import io.entropy.api.text.TextException;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.tc.Limit;
import io.entropy.injectors.spi.mode.Parameters;

/// The limit that is asked for: how much, and of what.
record RateLimit(Bandwidth rate, long burst, Direction direction) {
  /// How much may go at once unless it's said: as much as goes in 10 ms, so that a kernel or a
  /// machine that is late by that still reaches the rate; and at least some packets.
  private static final int BURSTS_A_SECOND = 100;

  private static final long LEAST_BURST = 4 * 1514;

  /// What may wait: half a second of it, so that a queue isn't the reason for an endless delay, and
  /// at least what two segments take that offloading hasn't cut up yet.
  private static final long LEAST_QUEUE = 128 << 10;

  /// Parameters that the mode's rules have let through.
  static RateLimit of(Parameters parameters) {
    try {
      Bandwidth rate = Bandwidth.read(parameters.get(RateMode.RATE));
      long burst = Math.max(LEAST_BURST, rate.bytesPerSecond() / BURSTS_A_SECOND);
      if (parameters.given(RateMode.BURST)) {
        burst = ByteSize.read(parameters.find(RateMode.BURST).orElseThrow()).bytes();
      }
      return new RateLimit(rate, burst, parameters.get(RateMode.DIRECTION).direction());
    } catch (TextException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Limit limit() {
    return new Limit(rate.bytesPerSecond(), burst, queue());
  }

  long queue() {
    return Math.max(LEAST_QUEUE, rate.bytesPerSecond() / 2);
  }

  String words() {
    return switch (direction) {
      case RECEIVE -> "at most " + rate + " of what is received";
      case SEND -> "at most " + rate + " of what is sent";
    };
  }
}
