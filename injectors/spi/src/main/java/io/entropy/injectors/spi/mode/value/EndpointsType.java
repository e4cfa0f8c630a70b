package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.TextException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Other ends of traffic, any of which is meant; each once, in the order given.
record EndpointsType() implements ValueType<List<Endpoint>> {

  @Override
  public List<Endpoint> read(String text) throws TextException {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      endpoints.add(Endpoint.read(part));
    }
    return endpoints.stream().distinct().toList();
  }

  @Override
  public String format(List<Endpoint> value) {
    return value.stream().map(Endpoint::toString).collect(Collectors.joining(","));
  }

  @Override
  public String placeholder() {
    return "CONTAINER|IP|CIDR,…";
  }

  @Override
  public String expected() {
    return Endpoint.EXPECTED + "; several joined by commas";
  }
}
