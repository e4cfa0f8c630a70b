package io.entropy.bench.jitter;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/// How values depend on the ones before them, where each is a share ρ of the one before and (1 − ρ)
/// of a fresh one: netem's `get_crandom` (Linux' `net/sched/sch_netem.c`).
final class Successive {
  /// Two-sided 95 % of the normal distribution.
  private static final double DEVIATIONS = 1.96;

  private Successive() {}

  /// What was fresh in each but the first; with ρ = 0 they are themselves.
  static double[] innovations(double[] values, double rho) {
    double[] fresh = new double[values.length - 1];
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = (values[i + 1] - rho * values[i]) / (1 - rho);
    }
    return fresh;
  }

  /// Of successive values, with 95 % confidence by Fisher's transformation.
  static String correlation(double[] values) {
    double[] first = Arrays.copyOf(values, values.length - 1);
    double[] next = Arrays.copyOfRange(values, 1, values.length);
    double r = new PearsonsCorrelation().correlation(first, next);
    double z = Math.log((1 + r) / (1 - r)) / 2;
    double reach = DEVIATIONS / Math.sqrt(first.length - 3.0);
    return String.format(
        Locale.ROOT, "%.3f [%.3f, %.3f]", r, Math.tanh(z - reach), Math.tanh(z + reach));
  }
}
