package io.entropy.proxy;

import java.util.random.RandomGenerator;

/// Ends the connection after so many bytes.
record LimitData(long bytes) implements Attributes {

  @Override
  public Effect begin(RandomGenerator random) {
    return new Effect() {
      private long left = bytes;

      @Override
      public Step chunk(int length, long ageNanos) {
        if (length < left) {
          left -= length;
          return new Step.Pass(length, 0);
        }
        int last = (int) Math.max(0, left);
        left = 0;
        return new Step.Last(last);
      }
    };
  }
}
