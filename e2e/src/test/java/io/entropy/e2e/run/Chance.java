package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.distribution.BinomialDistribution;

/// What chance allows: a test that uses it fails once in ten thousand runs although all is well.
final class Chance {
  private static final double ALPHA = 1e-4;

  private Chance() {}

  /// Whether so many successes of so many tries agree with a probability: the exact two-sided
  /// binomial bounds.
  static void assertLikely(long successes, long tries, double p) {
    BinomialDistribution binomial = new BinomialDistribution(null, Math.toIntExact(tries), p);
    long low = binomial.inverseCumulativeProbability(ALPHA / 2);
    long high = binomial.inverseCumulativeProbability(1 - ALPHA / 2);
    assertThat(successes).as("successes of %d tries at %s", tries, p).isBetween(low, high);
  }
}
