package io.entropy.store.transfer;

/// Says what is wrong with a line; which one it is, the reader knows.
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1L;

  BadLineException(String problem) {
    super(problem);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
