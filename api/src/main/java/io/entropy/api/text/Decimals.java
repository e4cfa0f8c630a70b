package io.entropy.api.text;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Plain decimal numbers: digits with at most one point, perhaps a minus sign, no exponent.
final class Decimals {
  /// What is between the longest number that means something here and an attack on BigDecimal.
  private static final int LONGEST = 30;

  private static final Pattern PLAIN = Pattern.compile("-?(\\d+(\\.\\d*)?|\\.\\d+)");

  private Decimals() {}

  static Optional<BigDecimal> read(String text) {
    return text.length() <= LONGEST && PLAIN.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /// The shortest text that reads back as the same double, without exponent or trailing zeros.
  static String format(double value) {
    return plain(BigDecimal.valueOf(value));
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
