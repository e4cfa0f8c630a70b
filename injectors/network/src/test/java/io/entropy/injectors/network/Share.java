package io.entropy.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.distribution.BinomialDistribution;

/// The share of packets that was asked for, and which counts of lost ones chance allows.
public record Share(double percent) {
  /// How many counts the tests of this module hold against these bounds in one run.
  private static final int LOOKS = 20;

  /// So that all looks of a run together go right with a probability of 99.99 %.
  private static final double TAIL = 0.0001 / LOOKS / 2;

  /// Exact bounds of the binomial distribution, no approximation.
  public void assertIs(long lost, int packets) {
    BinomialDistribution chance = new BinomialDistribution(packets, percent / 100);
    assertThat(lost)
        .as("lost of %d packets at %s %%", packets, percent)
        .isBetween(
            (long) chance.inverseCumulativeProbability(TAIL),
            (long) chance.inverseCumulativeProbability(1 - TAIL));
  }
}
