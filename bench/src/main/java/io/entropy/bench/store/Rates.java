package io.entropy.bench.store;

import java.util.Arrays;
import java.util.Locale;

/// The rates of one thing, measured a few times: the median tells.
final class Rates {
  private double[] rates = {};

  void add(double rate) {
    rates = Arrays.copyOf(rates, rates.length + 1);
    rates[rates.length - 1] = rate;
  }

  double median() {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// `12,345/s`
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,.0f/s", median());
  }
}
