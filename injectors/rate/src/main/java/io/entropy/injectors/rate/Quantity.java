package io.entropy.injectors.rate;

import io.entropy.api.text.TextException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number with a unit, or without one: then that is empty.
record Quantity(String text, BigDecimal number, String unit) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z]*)");

  static Quantity read(String text, String expected) throws TextException {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TextException("`" + text.strip() + "` isn't a number and a unit", expected);
    }
    return new Quantity(
        text.strip(), new BigDecimal(matcher.group(1)), matcher.group(2).toLowerCase(Locale.ROOT));
  }
}
