package io.entropy.injectors.latency.impairment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  private static final int DRAWS = 20_000;

  /// The seed is fixed, so a right implementation never fails; a wrong one is far below.
  private static final double LEAST_LIKELY = 0.001;

  private static double[] draw(Distribution distribution) {
    CorrelatedRandom random = new CorrelatedRandom(0, new SplittableRandom(42));
    double[] values = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      values[i] = distribution.at(random.next());
    }
    return values;
  }

  @Test
  void uniformIsUniformWithinOneJitter() {
    assertThat(
            new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(
                    new UniformRealDistribution(-1, 1), draw(Distribution.UNIFORM)))
        .isGreaterThan(LEAST_LIKELY);
  }

  @Test
  void normalHasTheJitterForItsStandardDeviation() {
    assertThat(
            new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new NormalDistribution(), draw(Distribution.NORMAL)))
        .isGreaterThan(LEAST_LIKELY);
  }

  /// The table has 4,096 steps, and each value is that of the step's beginning.
  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999})
  void quantilesAreThoseOfTheory(double quantile) {
    double step = Math.floor(quantile * DistributionTable.SIZE) / DistributionTable.SIZE;
    double normal = new NormalDistribution().inverseCumulativeProbability(step);
    double pareto = new ParetoDistribution(1, 3).inverseCumulativeProbability(step);
    double scaled = Math.min(32_767 / 8_192.0, (pareto - 1.5) * 4 / 3);
    assertThat(Distribution.NORMAL.at(quantile)).isCloseTo(normal, within(0.015));
    assertThat(Distribution.PARETO.at(quantile)).isCloseTo(scaled, within(0.001));
    assertThat(Distribution.PARETONORMAL.at(quantile))
        .isCloseTo(0.25 * normal + 0.75 * scaled, within(0.005));
  }

  /// In cells of equal probability, of theory and cut as the tables are.
  @ParameterizedTest
  @EnumSource(names = {"PARETO", "PARETONORMAL"})
  void drawsSpreadOverCellsAsInTheory(Distribution distribution) {
    int cells = 40;
    long[] seen = new long[cells];
    double[] expected = new double[cells];
    Arrays.fill(expected, (double) DRAWS / cells);
    double[] bounds = bounds(distribution, cells);
    for (double value : draw(distribution)) {
      int place = Arrays.binarySearch(bounds, value);
      seen[place < 0 ? -place - 1 : place + 1]++;
    }
    assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(LEAST_LIKELY);
  }

  /// Between the cells.
  private static double[] bounds(Distribution distribution, int cells) {
    double[] bounds = new double[cells - 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = theory(distribution, (i + 1.0) / cells);
    }
    return bounds;
  }

  private static double theory(Distribution distribution, double quantile) {
    double pareto =
        (new ParetoDistribution(1, 3).inverseCumulativeProbability(quantile) - 1.5) * 4 / 3;
    double normal = new NormalDistribution().inverseCumulativeProbability(quantile);
    return distribution == Distribution.PARETO ? pareto : 0.25 * normal + 0.75 * pareto;
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void nothingGoesBeyondFourJittersAndQuantilesRise(Distribution distribution) {
    double last = -4;
    for (int i = 0; i < 10_000; i++) {
      double value = distribution.at(i / 10_000.0);
      assertThat(value).isBetween(last, 4.0);
      last = value;
    }
    assertThat(distribution.at(Math.nextDown(1.0))).isBetween(last, 4.0);
  }

  /// What the process x' = ρ x + (1 − ρ) u does to a uniform u: its autocorrelation is ρ, and its
  /// variance is that of u times (1 − ρ) / (1 + ρ).
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, 0.9})
  void correlationIsAsAskedAndNarrowsTheDistribution(double asked) {
    CorrelatedRandom random = new CorrelatedRandom(asked, new SplittableRandom(7));
    double[] values = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      values[i] = random.next();
    }
    double mean = StatUtils.mean(values);
    double variance = StatUtils.variance(values);
    double together = 0;
    for (int i = 1; i < DRAWS; i++) {
      together += (values[i] - mean) * (values[i - 1] - mean);
    }
    assertThat(together / (DRAWS - 1) / variance).isCloseTo(asked, within(0.03));
    double expected = (1 - asked) / (1 + asked) / 12;
    assertThat(variance).isCloseTo(expected, within(expected * 0.1));
    assertThat(StatUtils.min(values)).isNotNegative();
    assertThat(StatUtils.max(values)).isLessThan(1);
  }

  /// The delays themselves are as correlated as their quantiles, by rank; netem's hardly are.
  @ParameterizedTest
  @EnumSource(Distribution.class)
  void correlationReachesTheDelays(Distribution distribution) {
    CorrelatedRandom random = new CorrelatedRandom(0.8, new SplittableRandom(9));
    double[] values = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      values[i] = distribution.at(random.next());
    }
    double[] before = Arrays.copyOf(values, DRAWS - 1);
    double[] after = Arrays.copyOfRange(values, 1, DRAWS);
    assertThat(new SpearmansCorrelation().correlation(before, after)).isCloseTo(0.8, within(0.03));
  }
}
