package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.TextException;
import java.util.List;

/// A signal, by name or number.
record SignalType() implements ValueType<Signal> {

  @Override
  public Signal read(String text) throws TextException {
    return Signal.read(text);
  }

  @Override
  public String format(Signal value) {
    return value.toString();
  }

  @Override
  public String placeholder() {
    return "SIGNAL";
  }

  @Override
  public String expected() {
    return Signal.EXPECTED;
  }

  @Override
  public List<String> candidates() {
    return Signal.names();
  }
}
