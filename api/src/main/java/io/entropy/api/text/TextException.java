package io.entropy.api.text;

/// What is wrong with one piece of text, and what would be right. The field it was typed for is
/// added by whoever knows it: see [Violations#read].
public final class TextException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String expected;

  /// @param problem what is wrong, naming the text; several lines when it shows a position
  /// @param expected what would be valid
  public TextException(String problem, String expected) {
    super(problem + "; expected " + expected);
    this.problem = problem;
    this.expected = expected;
  }

  public String problem() {
    return problem;
  }

  public String expected() {
    return expected;
  }
}
