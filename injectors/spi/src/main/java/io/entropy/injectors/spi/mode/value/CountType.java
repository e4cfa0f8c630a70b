package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.Counts;
import io.entropy.api.text.TextException;

/// A whole number within a range.
record CountType(CountRange range) implements ValueType<Long> {

  @Override
  public Long read(String text) throws TextException {
    return Counts.read(text, range);
  }

  @Override
  public String format(Long value) {
    return value.toString();
  }

  @Override
  public String placeholder() {
    return "N";
  }

  @Override
  public String expected() {
    return range.expected();
  }
}
