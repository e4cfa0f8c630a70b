package io.entropy.proxy;

import com.google.gson.annotations.SerializedName;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Cuts data into small pieces.
///
/// @param averageSize bytes of a piece; 0 doesn't cut
/// @param sizeVariation bytes by which a piece may be larger or smaller
/// @param delay microseconds before each piece
record Slicer(
    @SerializedName("average_size") int averageSize,
    @SerializedName("size_variation") int sizeVariation,
    int delay)
    implements Attributes {

  @Override
  public Effect begin(RandomGenerator random) {
    return (bytes, _) ->
        new Step.Pass(
            Math.clamp(size(bytes, random), 1, bytes),
            TimeUnit.MICROSECONDS.toNanos(Math.max(0, delay)));
  }

  private long size(int bytes, RandomGenerator random) {
    if (averageSize <= 0) {
      return bytes;
    }
    return sizeVariation > 0
        ? random.nextLong((long) averageSize - sizeVariation, 1L + averageSize + sizeVariation)
        : averageSize;
  }
}
