package io.entropy.injectors.latency.impairment;

/// A distribution as netem takes it: quantiles at equal distances, as 16-bit numbers in units of
/// the jitter over 8,192. The same numbers, to the last, as the generators in iproute2's `netem/`
/// (`normal.c`, `pareto.c`, `paretonormal.c`) put in the files that tc reads. Immutable.
final class DistributionTable {
  static final DistributionTable NORMAL;
  static final DistributionTable PARETO;
  static final DistributionTable PARETONORMAL;

  static final int SIZE = 1 << 12;

  /// NETEM_DIST_SCALE.
  private static final double SCALE = 8_192;

  /// The generators have a finer table, of which they take each fourth value.
  private static final int FINE = 1 << 14;

  private static final int EACH = FINE / SIZE;

  /// From here to there the normal distribution is summed up, in steps as `normal.c` takes them.
  private static final double FIRST = -10;

  private static final double LAST = 4;
  private static final double STEP = 0.00005;

  private static final double PARETO_SHAPE = 3;
  private static final double PARETO_MEAN = 1.5;
  private static final double PARETO_DEVIATION = 3 / 4.0;

  static {
    long[] normal = normal();
    long[] pareto = new long[SIZE];
    long[] both = new long[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double value = Math.pow(1 - (double) i / SIZE, -1 / PARETO_SHAPE) - PARETO_MEAN;
      pareto[i] = Math.min(Short.MAX_VALUE, (long) Math.rint(value / PARETO_DEVIATION * SCALE));
      both[i] = (normal[i] + 3 * pareto[i]) / 4;
    }
    NORMAL = new DistributionTable(normal);
    PARETO = new DistributionTable(pareto);
    PARETONORMAL = new DistributionTable(both);
  }

  private final short[] values = new short[SIZE];

  private DistributionTable(long[] values) {
    for (int i = 0; i < SIZE; i++) {
      this.values[i] = (short) Math.clamp(values[i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }

  /// For each share the last step up to which no more than that lies, by the sum of the density.
  private static long[] normal() {
    double[] quantiles = new double[FINE + 1];
    double below = 0;
    for (double x = FIRST; x < LAST; x += STEP) {
      quantiles[(int) Math.rint(FINE * below)] = x;
      double middle = x + STEP / 2;
      below += Math.exp(-middle * middle / 2) * STEP / Math.sqrt(2 * Math.PI);
    }
    long[] normal = new long[SIZE];
    for (int i = 0; i < SIZE; i++) {
      normal[i] = (long) Math.rint(quantiles[EACH * i] * SCALE);
    }
    return normal;
  }

  /// The value, in jitters, that a share of `quantile` (0 to below 1) doesn't exceed.
  double at(double quantile) {
    return values[(int) (quantile * SIZE)] / SCALE;
  }

  /// As it stands in the table.
  int value(int index) {
    return values[index];
  }
}
