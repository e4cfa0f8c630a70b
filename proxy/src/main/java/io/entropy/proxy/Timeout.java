package io.entropy.proxy;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Loses all data, and ends the connection after a while.
///
/// @param timeout milliseconds from when it began; 0 keeps the connection open
record Timeout(long timeout) implements Attributes {

  @Override
  public Effect begin(RandomGenerator random) {
    return new Effect() {
      @Override
      public Step chunk(int bytes, long ageNanos) {
        return new Step.Drop();
      }

      @Override
      public Step end() {
        return new Step.Close(0, false);
      }

      @Override
      public OptionalLong closesAfter() {
        return timeout > 0
            ? OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(timeout))
            : OptionalLong.empty();
      }

      @Override
      public boolean closesWhenRemoved() {
        // Bytes are missing: what would come next makes no sense to the receiver.
        return true;
      }
    };
  }
}
