package io.entropy.api.text;

import java.util.List;
import java.util.stream.Collectors;

/// Everything that a user got wrong in one request, all at once. The message can be shown as it is.
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /// @param violations at least one
  public InvalidInputException(List<Violation> violations) {
    super(violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("no violations");
    }
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }
}
