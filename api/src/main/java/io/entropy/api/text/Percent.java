package io.entropy.api.text;

import java.math.BigDecimal;

/// A percentage from 0 to 100, e.g. of packets. As text `30`, `30%` or `0.5`.
///
/// @param value 0 to 100
public record Percent(double value) {
  public static final String EXPECTED = "a percentage from 0 to 100, such as 30, 30% or 0.5";

  public Percent {
    if (!(value >= 0 && value <= 100)) {
      throw new IllegalArgumentException("not a percentage from 0 to 100: " + value);
    }
    value += 0.0; // -0.0 becomes 0.0
  }

  public static Percent read(String text) throws TextException {
    String typed = text.strip();
    String number = typed.endsWith("%") ? typed.substring(0, typed.length() - 1) : typed;
    BigDecimal value =
        Decimals.read(number.strip())
            .orElseThrow(() -> new TextException("`" + typed + "` isn't a number", EXPECTED));
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new TextException("`" + typed + "` is outside 0–100", EXPECTED);
    }
    return new Percent(value.doubleValue());
  }

  /// From 0 to 1.
  public double fraction() {
    return value / 100;
  }

  /// Without the sign: `30`, `0.5`.
  @Override
  public String toString() {
    return Decimals.format(value);
  }
}
