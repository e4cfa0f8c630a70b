package io.entropy.api.text;

import java.math.BigDecimal;

/// A probability from 0 to 1: the chance of a policy's dice. As text `.1`, `0.25` or `1`.
///
/// @param value 0 to 1
public record Probability(double value) {
  public static final String EXPECTED = "a probability from 0 to 1, such as .1";

  public Probability {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("not a probability from 0 to 1: " + value);
    }
    value += 0.0; // -0.0 becomes 0.0
  }

  public static Probability read(String text) throws TextException {
    String typed = text.strip();
    if (typed.endsWith("%")) {
      throw percentage(typed, typed.substring(0, typed.length() - 1).strip());
    }
    BigDecimal value =
        Decimals.read(typed)
            .orElseThrow(() -> new TextException("`" + typed + "` isn't a number", EXPECTED));
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw value.signum() > 0
          ? percentage(typed, typed)
          : new TextException("`" + typed + "` is outside 0–1", EXPECTED);
    }
    return new Probability(value.doubleValue());
  }

  /// Who types `10%` or `10` means one in ten, most likely.
  private static TextException percentage(String typed, String number) {
    String hint =
        Decimals.read(number)
            .map(n -> n.movePointLeft(2))
            .filter(n -> n.signum() >= 0 && n.compareTo(BigDecimal.ONE) <= 0)
            .map(n -> "; did you mean " + Decimals.plain(n) + "?")
            .orElse("");
    String problem = typed.endsWith("%") ? "` is a percentage" : "` is outside 0–1";
    return new TextException("`" + typed + problem + hint, EXPECTED);
  }

  @Override
  public String toString() {
    return Decimals.format(value);
  }
}
