package io.entropy.injectors.kernel.queue;

/// How often which time was measured, to within 1.6 %: 64 steps for each doubling. One thread.
public final class Histogram {
  private static final int STEP_BITS = 6;
  private static final int STEPS = 1 << STEP_BITS;

  private final long[] counts;
  private long total;
  private double sum;
  private long largest;

  public Histogram() {
    counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
  }

  private Histogram(Histogram other) {
    counts = other.counts.clone();
    total = other.total;
    sum = other.sum;
    largest = other.largest;
  }

  Histogram copy() {
    return new Histogram(this);
  }

  /// Notes one; below 0 counts as 0.
  public void record(long nanos) {
    long value = Math.max(0, nanos);
    counts[index(value)]++;
    total++;
    sum += value;
    largest = Math.max(largest, value);
  }

  private static int index(long value) {
    if (value < STEPS) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - STEP_BITS;
    return (shift + 1) * STEPS + (int) (value >>> shift) - STEPS;
  }

  private static long middle(int index) {
    if (index < STEPS) {
      return index;
    }
    int shift = index / STEPS - 1;
    return ((long) (index % STEPS + STEPS) << shift) + (1L << shift) / 2;
  }

  /// How many were measured.
  public long count() {
    return total;
  }

  /// Their mean in nanoseconds, exactly; 0 of none.
  public double mean() {
    return total == 0 ? 0 : sum / total;
  }

  public long max() {
    return largest;
  }

  /// What so many per cent of them don't exceed, in nanoseconds; 0 of none.
  public long percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(total * percent / 100));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Math.min(middle(i), largest);
      }
    }
    return 0;
  }
}
