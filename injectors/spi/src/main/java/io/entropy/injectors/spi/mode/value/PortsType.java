package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.Ports;
import io.entropy.api.text.TextException;

/// A set of TCP or UDP ports.
record PortsType() implements ValueType<Ports> {

  @Override
  public Ports read(String text) throws TextException {
    return Ports.read(text);
  }

  @Override
  public String format(Ports value) {
    return value.toString();
  }

  @Override
  public String placeholder() {
    return "PORTS";
  }

  @Override
  public String expected() {
    return Ports.EXPECTED;
  }
}
