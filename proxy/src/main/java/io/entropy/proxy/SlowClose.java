package io.entropy.proxy;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Delays the end of the stream.
///
/// @param delay milliseconds
record SlowClose(long delay) implements Attributes {

  @Override
  public Effect begin(RandomGenerator random) {
    return new Effect() {
      @Override
      public Step chunk(int bytes, long ageNanos) {
        return new Step.Pass(bytes, 0);
      }

      @Override
      public Step end() {
        return new Step.Pass(0, TimeUnit.MILLISECONDS.toNanos(delay));
      }
    };
  }
}
