package io.entropy.api.text;

/// One thing that a user got wrong.
///
/// @param field where, as the user knows it, e.g. "probability" or "recv_drop percent"
/// @param problem what is wrong; several lines when it shows a position
/// @param expected what would be valid; empty when the problem says it all
public record Violation(String field, String problem, String expected) {

  /// For a terminal: `field: problem`, and what is expected on a line of its own.
  @Override
  public String toString() {
    String head = field + ": " + problem.replace("\n", "\n  ");
    return expected.isEmpty() ? head : head + "\n  expected: " + expected;
  }
}
