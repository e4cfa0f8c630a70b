package io.entropy.bench.soak;

/// How much something grows in an hour, by least squares.
///
/// @param anHour the slope, for an hour
/// @param error two of its standard errors
record Growth(double anHour, double error) {
  /// Of at least three samples.
  ///
  /// @param hours when each was taken
  static Growth of(double[] hours, double[] values) {
    int n = hours.length;
    double meanX = mean(hours);
    double meanY = mean(values);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (hours[i] - meanX) * (hours[i] - meanX);
      xy += (hours[i] - meanX) * (values[i] - meanY);
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = values[i] - meanY - slope * (hours[i] - meanX);
      squares += off * off;
    }
    return new Growth(slope, 2 * Math.sqrt(squares / (n - 2) / xx));
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /// What it grows at least, the scatter taken for chance.
  double least() {
    return anHour - error;
  }
}
