package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.TextException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Protocols, any of which is meant; each once, in the enum's order.
record ProtocolsType() implements ValueType<List<Protocol>> {
  private static final ChoiceType<Protocol> ONE = ChoiceType.of(Protocol.class);

  @Override
  public List<Protocol> read(String text) throws TextException {
    Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
    for (String part : text.split(",", -1)) {
      protocols.add(ONE.read(part));
    }
    return List.copyOf(protocols);
  }

  @Override
  public String format(List<Protocol> value) {
    return value.stream().map(ONE::format).collect(Collectors.joining(","));
  }

  @Override
  public String placeholder() {
    return ONE.placeholder();
  }

  @Override
  public String expected() {
    return ONE.expected() + "; several joined by commas";
  }

  @Override
  public List<String> candidates() {
    return ONE.candidates();
  }
}
