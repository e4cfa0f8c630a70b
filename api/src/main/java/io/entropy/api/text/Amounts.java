package io.entropy.api.text;

import io.entropy.api.v1.Amount;

/// Amounts as text: so many (`3`), or so many percent of all (`30%`).
public final class Amounts {
  public static final String EXPECTED = "a count such as 2, or a percentage such as 30%";

  private static final CountRange COUNTS = new CountRange(0, Integer.MAX_VALUE);

  private Amounts() {}

  public static Amount read(String text) throws TextException {
    String typed = text.strip();
    if (typed.endsWith("%")) {
      return Amount.newBuilder().setPercent(Percent.read(typed).value()).build();
    }
    try {
      return Amount.newBuilder().setCount((int) Counts.read(typed, COUNTS)).build();
    } catch (TextException e) {
      throw new TextException(e.problem(), EXPECTED);
    }
  }

  /// Tells a percentage that is none. Any count is fine: more than there are is no bound, or one
  /// that admits nothing.
  public static void check(String field, Amount amount, Violations violations) {
    if (amount.hasPercent() && !(amount.getPercent() >= 0 && amount.getPercent() <= 100)) {
      violations.add(field, "`" + amount.getPercent() + "%` is outside 0–100%", EXPECTED);
    }
  }

  /// Empty for an amount that isn't set.
  public static String format(Amount amount) {
    return switch (amount.getValueCase()) {
      case COUNT -> Integer.toUnsignedString(amount.getCount());
      case PERCENT -> Decimals.format(amount.getPercent()) + "%";
      case VALUE_NOT_SET -> "";
    };
  }
}
