package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.Cidr;
import io.entropy.api.text.TextException;

/// The other end of some traffic: a container by its name, or addresses.
public sealed interface Endpoint {
  String EXPECTED = "a container's name, an IP address or a network such as 10.0.0.0/8";

  static Endpoint read(String text) throws TextException {
    String typed = text.strip();
    if (Cidr.looksLikeOne(typed)) {
      return new Network(Cidr.read(typed));
    }
    if (!typed.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
      throw new TextException(
          typed.isEmpty()
              ? "an endpoint is missing"
              : "`" + typed + "` is neither a container's name nor an address",
          EXPECTED);
    }
    return new Container(typed);
  }

  /// All addresses that a container of that name has when the fault begins.
  record Container(String name) implements Endpoint {
    @Override
    public String toString() {
      return name;
    }
  }

  /// One address or a network.
  record Network(Cidr addresses) implements Endpoint {
    @Override
    public String toString() {
      return addresses.toString();
    }
  }
}
