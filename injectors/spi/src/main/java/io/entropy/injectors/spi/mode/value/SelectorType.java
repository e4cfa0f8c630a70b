package io.entropy.injectors.spi.mode.value;

import io.entropy.api.selector.Selectors;
import io.entropy.api.text.TextException;
import io.entropy.api.v1.Requirement;
import java.util.List;

/// A conjunction of requirements on containers' labels.
record SelectorType() implements ValueType<List<Requirement>> {

  @Override
  public List<Requirement> read(String text) throws TextException {
    return Selectors.read(text);
  }

  @Override
  public String format(List<Requirement> value) {
    return Selectors.format(value);
  }

  @Override
  public String placeholder() {
    return "SELECTOR";
  }

  @Override
  public String expected() {
    return Selectors.EXPECTED;
  }
}
