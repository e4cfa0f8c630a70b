package io.entropy.injectors.spi;

/// Why an injector could not do what it was asked.
public final class InjectorException extends Exception {
  private static final long serialVersionUID = 1L;

  public enum Code {
    /// This target or these parameters can't have this fault; nothing was changed.
    REFUSED,
    /// The target ended or lost its namespace meanwhile: no error of ours.
    TARGET_GONE,
    /// The host lacks a privilege or a mechanism.
    UNSUPPORTED,
    /// The mechanism failed.
    FAILED
  }

  private final Code code;

  public InjectorException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public InjectorException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
