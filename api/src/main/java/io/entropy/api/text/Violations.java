package io.entropy.api.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A collector of violations: read every field through it, then [#throwIfAny]. One thread.
public final class Violations {
  private final List<Violation> found = new ArrayList<>();

  /// The field's value, or empty when its text is wrong, which is then noted.
  public <T> Optional<T> read(String field, String text, TextReader<T> reader) {
    try {
      return Optional.of(reader.read(text));
    } catch (TextException e) {
      add(field, e.problem(), e.expected());
      return Optional.empty();
    }
  }

  public void add(String field, String problem, String expected) {
    found.add(new Violation(field, problem, expected));
  }

  public void addAll(List<Violation> violations) {
    found.addAll(violations);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /// In the order in which they were found.
  public List<Violation> toList() {
    return List.copyOf(found);
  }

  /// Ends the reading.
  ///
  /// @throws InvalidInputException with all of them, when there are any
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidInputException(found);
    }
  }
}
