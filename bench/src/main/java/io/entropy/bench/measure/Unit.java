package io.entropy.bench.measure;

import java.util.Locale;

/// The unit of a report's times: one for all of it, so that they compare at a glance.
public enum Unit {
  MILLIS("ms", 1e6),
  MICROS("µs", 1e3);

  private final String symbol;
  private final double nanos;

  Unit(String symbol, double nanos) {
    this.symbol = symbol;
    this.nanos = nanos;
  }

  /// With three or more significant digits.
  public String format(double time) {
    double value = time / nanos;
    int decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f %s", value, symbol);
  }
}
