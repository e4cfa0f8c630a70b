package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.TextException;

/// A network interface's name: what the kernel's `dev_valid_name` takes, 1 to 15 bytes without `/`,
/// `:` and whitespace, and not `.` or `..`.
record InterfaceType() implements ValueType<String> {

  @Override
  public String read(String text) throws TextException {
    String typed = text.strip();
    if (!typed.matches("[!-~&&[^/:]]{1,15}") || typed.matches("\\.{1,2}")) {
      throw new TextException("`" + typed + "` can't be an interface's name", expected());
    }
    return typed;
  }

  @Override
  public String format(String value) {
    return value;
  }

  @Override
  public String placeholder() {
    return "INTERFACE";
  }

  @Override
  public String expected() {
    return "the name of an interface inside the container, such as eth0";
  }
}
