package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Durations;
import io.entropy.api.text.TextException;
import java.time.Duration;

/// A duration within a range.
record DurationType(DurationRange range) implements ValueType<Duration> {

  @Override
  public Duration read(String text) throws TextException {
    return Durations.read(text, range);
  }

  @Override
  public String format(Duration value) {
    return Durations.format(value);
  }

  @Override
  public String placeholder() {
    return "DURATION";
  }

  @Override
  public String expected() {
    return Durations.expected(range);
  }
}
