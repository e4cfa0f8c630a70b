package io.entropy.api.text;

/// Whole numbers as text: digits, perhaps a minus sign.
public final class Counts {
  private Counts() {}

  public static long read(String text, CountRange range) throws TextException {
    String typed = text.strip();
    if (!typed.matches("-?[0-9]+")) {
      throw new TextException("`" + typed + "` isn't a whole number", range.expected());
    }
    long value;
    try {
      value = Long.parseLong(typed);
    } catch (NumberFormatException _) {
      throw new TextException("`" + typed + "` has too many digits", range.expected());
    }
    if (value < range.least() || value > range.most()) {
      String problem = value < range.least() ? "` is too small" : "` is too large";
      throw new TextException("`" + typed + problem, range.expected());
    }
    return value;
  }
}
