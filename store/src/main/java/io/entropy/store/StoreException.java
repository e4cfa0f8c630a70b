package io.entropy.store;

/// What the store refused or could not do.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why. The first four are the caller's to handle; the rest are the environment's.
  public enum Code {
    EXISTS,
    NOT_FOUND,
    NAME_CONFLICT,
    /// The version given isn't the stored one: somebody else wrote in between.
    SEQUENCE_CONFLICT,
    /// The transaction is larger than the back end takes in one piece.
    TOO_LARGE,
    /// The commit may or may not have happened.
    OUTCOME_UNKNOWN,
    /// The writer is no longer the leader.
    FENCED,
    UNAVAILABLE,
    CORRUPT,
    CLOSED
  }

  private final Code code;

  public StoreException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public StoreException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
