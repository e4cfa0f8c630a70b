package io.entropy.proxy;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Delays data, whole chunks at once.
///
/// @param latency milliseconds
/// @param jitter milliseconds by which the delay may be more or less, evenly distributed
record Latency(long latency, long jitter) implements Attributes {

  @Override
  public Effect begin(RandomGenerator random) {
    return (bytes, age) ->
        new Step.Pass(bytes, Math.max(0, TimeUnit.MILLISECONDS.toNanos(delay(random)) - age));
  }

  private long delay(RandomGenerator random) {
    return jitter > 0 ? latency + random.nextLong(-jitter, jitter) : latency;
  }
}
