package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.TextException;

/// Any text but none.
record TextType(String placeholder, String expected) implements ValueType<String> {

  @Override
  public String read(String text) throws TextException {
    if (text.isBlank()) {
      throw new TextException("it's empty", expected);
    }
    return text;
  }

  @Override
  public String format(String value) {
    return value;
  }
}
