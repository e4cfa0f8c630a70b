package io.entropy.injectors.latency.impairment;

/// Quantiles of the standard normal distribution, linear between the 16,384 of a table, which is
/// made once by summing up the density.
final class NormalTable {
  private static final int SIZE = 1 << 14;
  private static final double REACH = 4;
  private static final double STEP = 1e-4;
  private static final double[] QUANTILES = new double[SIZE + 1];

  static {
    double x = -8;
    double below = 0;
    for (int i = 0; i <= SIZE; i++) {
      double wanted = (double) i / SIZE;
      while (below < wanted && x < REACH) {
        below += Math.exp(-(x + STEP / 2) * (x + STEP / 2) / 2) * STEP / Math.sqrt(2 * Math.PI);
        x += STEP;
      }
      QUANTILES[i] = Math.clamp(x, -REACH, REACH);
    }
  }

  private NormalTable() {}

  static double at(double quantile) {
    double place = quantile * SIZE;
    int below = (int) place;
    double first = QUANTILES[below];
    return first + (QUANTILES[Math.min(SIZE, below + 1)] - first) * (place - below);
  }
}
