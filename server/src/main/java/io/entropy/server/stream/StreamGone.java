package io.entropy.server.stream;

/// The other side doesn't read any more.
public final class StreamGone extends Exception {
  private static final long serialVersionUID = 1L;

  StreamGone() {
    super("the reader is gone", null, false, false);
  }

  /// That it was found out by that.
  public StreamGone(Throwable cause) {
    super("the reader is gone", cause);
  }
}
