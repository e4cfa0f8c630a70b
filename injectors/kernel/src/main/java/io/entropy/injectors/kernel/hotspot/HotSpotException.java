package io.entropy.injectors.kernel.hotspot;

/// A JVM didn't do what it was asked; in its words, or with what would help.
public final class HotSpotException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Whether it's the JVM's nature, so that nothing was asked or changed.
  private final boolean refused;

  private HotSpotException(boolean refused, String message) {
    super(message);
    this.refused = refused;
  }

  static HotSpotException refused(String message) {
    return new HotSpotException(true, message);
  }

  static HotSpotException failed(String message) {
    return new HotSpotException(false, message);
  }

  /// The same with what would do instead.
  public HotSpotException or(String others) {
    return new HotSpotException(refused, getMessage() + "; or use " + others);
  }

  public boolean isRefused() {
    return refused;
  }
}
