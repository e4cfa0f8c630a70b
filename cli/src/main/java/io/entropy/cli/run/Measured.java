package io.entropy.cli.run;

import io.entropy.api.v1.Measurement;

/// One measurement over several injections: their sum, or from the lowest to the highest where a
/// sum would say nothing.
record Measured(String name, String unit, double low, double high) {

  static Measured of(Measurement measurement) {
    double value = measurement.getValue();
    return new Measured(measurement.getName(), measurement.getUnit(), value, value);
  }

  Measured and(Measurement next) {
    double value = next.getValue();
    return next.getStatistic()
        ? new Measured(name, unit, Math.min(low, value), Math.max(high, value))
        : new Measured(name, unit, low + value, high + value);
  }

  /// `packets_dropped` of 12 packets reads "12 packets dropped".
  @Override
  public String toString() {
    String what = name.replace(unit + "_", "").replace('_', ' ');
    String value =
        low == high ? Summary.number(low) : Summary.number(low) + "–" + Summary.number(high);
    return value + " " + unit + " " + what;
  }
}
