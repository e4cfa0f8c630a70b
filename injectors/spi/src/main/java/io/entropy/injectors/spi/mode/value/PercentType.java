package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.Percent;
import io.entropy.api.text.TextException;

/// A percentage from 0 to 100.
record PercentType() implements ValueType<Percent> {

  @Override
  public Percent read(String text) throws TextException {
    return Percent.read(text);
  }

  @Override
  public String format(Percent value) {
    return value.toString();
  }

  @Override
  public String placeholder() {
    return "PERCENT";
  }

  @Override
  public String expected() {
    return Percent.EXPECTED;
  }
}
