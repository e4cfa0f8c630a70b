package io.entropy.injectors.latency.impairment;

import java.util.random.RandomGenerator;

/// Random numbers, each depending on the one before, as netem draws them: `get_crandom` of Linux'
/// `net/sched/sch_netem.c`, an autoregressive process of order one. As there, correlation narrows
/// the distribution around its middle. One thread; doesn't allocate.
public final class CorrelatedRandom {
  private final RandomGenerator random;
  private final double correlation;
  private double last;

  /// @param correlation 0 to 1; at 1 all numbers are the first
  public CorrelatedRandom(double correlation, RandomGenerator random) {
    this.random = random;
    this.correlation = correlation;
    this.last = random.nextDouble();
  }

  /// Within `[0, 1)`; uniform without correlation.
  public double next() {
    last = random.nextDouble() * (1 - correlation) + last * correlation;
    return last;
  }

  /// Whether something of this probability (0 to 1) happens now.
  public boolean happens(double probability) {
    return next() < probability;
  }
}
