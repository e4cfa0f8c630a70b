package io.entropy.injectors.spi.mode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The parameters of one failure, read and valid: see [FailureMode#read]. Two are equal when the
/// same canonical text was given for them.
public final class Parameters {
  /// In the order of the declaration; only those that have a value.
  private final Map<Parameter<?>, Object> values;

  /// Canonical texts by name, of those that were given.
  private final Map<String, String> given;

  Parameters(Map<Parameter<?>, Object> values, Map<String, String> given) {
    this.values = new LinkedHashMap<>(values);
    this.given = new LinkedHashMap<>(given);
  }

  /// The value given, or the default.
  ///
  /// @throws IllegalArgumentException when it's optional and wasn't given (use [#find]), or the
  ///   parameter is another mode's
  public <T> T get(Parameter<T> parameter) {
    return find(parameter)
        .orElseThrow(() -> new IllegalArgumentException("no value of " + parameter.name()));
  }

  /// The value given, or the default, or empty.
  @SuppressWarnings("unchecked") // only FailureMode makes these, with what the type has read
  public <T> Optional<T> find(Parameter<T> parameter) {
    return Optional.ofNullable((T) values.get(parameter));
  }

  /// Whether it was given explicitly, even if as what the default is.
  public boolean given(Parameter<?> parameter) {
    return given.containsKey(parameter.name());
  }

  /// Canonical texts of what was given, by name, in the order of the declaration: reads back as
  /// these parameters.
  public Map<String, String> text() {
    return new LinkedHashMap<>(given);
  }

  /// As typed: `percent=30 dport=80,443`.
  @Override
  public String toString() {
    return given.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters p && given.equals(p.given) && values.equals(p.values);
  }

  @Override
  public int hashCode() {
    return given.hashCode();
  }
}
