package io.entropy.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/// How well what was seen fits a theory.
///
/// @param test its name and statistic
/// @param p how likely something at least so far off is, if the theory holds
public record Fit(String test, double p) {
  /// So unlikely that the theory doesn't hold: one false alarm in a thousand rows.
  public static final double REFUSED = 0.001;

  /// Below it the statistic isn't distributed like χ² (Cochran's rule).
  private static final double LEAST_EXPECTED = 5;

  /// Pearson's χ², cells that expect too little taken together.
  public static Fit chiSquare(double[] probabilities, long[] counts) {
    double all = Arrays.stream(counts).sum();
    List<Double> expected = new ArrayList<>();
    List<Long> observed = new ArrayList<>();
    double restExpected = 0;
    long restObserved = 0;
    for (int i = 0; i < counts.length; i++) {
      if (all * probabilities[i] >= LEAST_EXPECTED) {
        expected.add(all * probabilities[i]);
        observed.add(counts[i]);
      } else {
        restExpected += all * probabilities[i];
        restObserved += counts[i];
      }
    }
    if (restExpected >= LEAST_EXPECTED) {
      expected.add(restExpected);
      observed.add(restObserved);
    } else {
      expected.set(0, expected.getFirst() + restExpected);
      observed.set(0, observed.getFirst() + restObserved);
    }
    double[] wanted = expected.stream().mapToDouble(d -> d).toArray();
    long[] seen = observed.stream().mapToLong(l -> l).toArray();
    ChiSquareTest test = new ChiSquareTest();
    return new Fit(
        String.format(Locale.ROOT, "χ²(%d) = %.1f", seen.length - 1, test.chiSquare(wanted, seen)),
        test.chiSquareTest(wanted, seen));
  }

  /// Kolmogorov and Smirnov's test of independent values.
  ///
  /// @param distribution the share of values that don't exceed one
  public static Fit kolmogorovSmirnov(DoubleUnaryOperator distribution, double[] values) {
    // By a distribution's own function its values are uniform.
    double[] shares = Arrays.stream(values).map(distribution).toArray();
    UniformRealDistribution uniform = new UniformRealDistribution(0, 1);
    KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
    return new Fit(
        String.format(Locale.ROOT, "D = %.4f", test.kolmogorovSmirnovStatistic(uniform, shares)),
        test.kolmogorovSmirnovTest(uniform, shares));
  }

  public boolean holds() {
    return p >= REFUSED;
  }

  /// With two significant digits, or as small.
  public String pText() {
    return String.format(Locale.ROOT, p >= 0.0001 ? "%.4f" : "%.0e", p);
  }
}
