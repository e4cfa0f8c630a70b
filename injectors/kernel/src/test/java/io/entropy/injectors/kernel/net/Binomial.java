package io.entropy.injectors.kernel.net;

/// How far a count of chance events may stray before a test fails.
public final class Binomial {
  /// About one false alarm in two million.
  private static final double SIGMAS = 5;

  private Binomial() {}

  /// The most that a count of `trials` events of this probability may differ from what is expected.
  public static double slack(int trials, double probability) {
    return SIGMAS * Math.sqrt(trials * probability * (1 - probability)) + 1;
  }
}
