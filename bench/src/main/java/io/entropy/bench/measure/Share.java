package io.entropy.bench.measure;

import java.util.Locale;
import org.apache.commons.math3.stat.interval.ClopperPearsonInterval;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;

/// How many of how many, and between which shares the true one lies with 95 % confidence (Clopper
/// and Pearson's exact interval of the binomial).
public record Share(long some, long all) {
  private static final double CONFIDENCE = 0.95;

  private double low() {
    // The interval of the library isn't defined at the ends.
    return some == 0 ? 0 : some == all ? oneSided() : interval().getLowerBound();
  }

  private double high() {
    return some == all ? 1 : some == 0 ? 1 - oneSided() : interval().getUpperBound();
  }

  /// The share at which all of so many happen with a chance of a half of what's left: as the exact
  /// interval has it at its ends.
  private double oneSided() {
    return Math.pow((1 - CONFIDENCE) / 2, 1.0 / all);
  }

  private ConfidenceInterval interval() {
    return new ClopperPearsonInterval().createInterval((int) all, (int) some, CONFIDENCE);
  }

  public boolean mayBe(double share) {
    return low() <= share && share <= high();
  }

  /// In per cent, with its interval.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.4g%% [%.4g, %.4g]", 100.0 * some / all, 100 * low(), 100 * high());
  }
}
