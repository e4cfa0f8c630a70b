package io.entropy.bench.measure;

import java.util.Arrays;

/// How long one thing took, each time that it was measured. In nanoseconds.
public final class Samples {
  private long[] nanos = new long[64];
  private int count;

  public void add(long one) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = one;
  }

  public int count() {
    return count;
  }

  public double median() {
    return quantile(0.5);
  }

  public double p90() {
    return quantile(0.9);
  }

  public double p99() {
    return quantile(0.99);
  }

  /// Interpolated between the two nearest samples.
  private double quantile(double q) {
    if (count == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    double at = q * (count - 1);
    int below = (int) at;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /// Sums of this and another, measured together.
  public Samples plus(Samples other) {
    if (other.count != count) {
      throw new IllegalArgumentException(count + " and " + other.count + " samples");
    }
    Samples sum = new Samples();
    for (int i = 0; i < count; i++) {
      sum.add(nanos[i] + other.nanos[i]);
    }
    return sum;
  }

  /// How many times the median of this is that of the other.
  public double over(Samples other) {
    return median() / other.median();
  }
}
