package io.entropy.proxy;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Resets the connection a while after its first data.
///
/// @param timeout milliseconds
record ResetPeer(long timeout) implements Attributes {

  @Override
  public Effect begin(RandomGenerator random) {
    return new Effect() {
      @Override
      public Step chunk(int bytes, long ageNanos) {
        return end();
      }

      @Override
      public Step end() {
        return new Step.Close(TimeUnit.MILLISECONDS.toNanos(timeout), true);
      }
    };
  }
}
