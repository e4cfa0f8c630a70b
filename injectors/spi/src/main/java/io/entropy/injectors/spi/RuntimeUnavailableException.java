package io.entropy.injectors.spi;

/// The container engine could not be reached or could not do it. The message names the endpoint and
/// says what would help.
public final class RuntimeUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public enum Code {
    /// Nothing listens there.
    NO_ENGINE,
    NO_PERMISSION,
    /// It was there and broke off, or answered with an error.
    FAILED
  }

  private final Code code;

  public RuntimeUnavailableException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
