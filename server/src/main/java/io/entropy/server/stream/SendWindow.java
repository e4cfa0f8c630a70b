package io.entropy.server.stream;

/// How much of a stream may be on its way before one waits until all of it has been taken. To wait
/// after each message would be a change of threads for each. One thread at a time.
public final class SendWindow {
  /// HTTP/2's own initial window (RFC 9113, 6.9.2).
  private static final int BYTES = 65_535;

  private int left = BYTES;

  /// Whether more may be sent.
  public boolean isOpen() {
    return left > 0;
  }

  /// Sends so much; the last message may exceed the window.
  public void take(int bytes) {
    left -= bytes;
  }

  /// All that was sent has been taken.
  public void reopen() {
    left = BYTES;
  }
}
