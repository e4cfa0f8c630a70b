package io.entropy.injectors.kernel.sys;

/// The kernel refused something: what we asked for, the error's name, and its own words if any.
public class KernelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final int errno;
  private final String detail;

  /// `errno` is positive; `detail` is the kernel's extended-ack message or what we know besides,
  /// empty when there is nothing.
  public KernelException(String operation, int errno, String detail) {
    super(operation + ": " + Errno.name(errno) + (detail.isEmpty() ? "" : " (" + detail + ")"));
    this.operation = operation;
    this.errno = errno;
    this.detail = detail;
  }

  /// What was being done, such as `add table entropy_7f3a`.
  public final String operation() {
    return operation;
  }

  /// The positive error number.
  public final int errno() {
    return errno;
  }

  /// The error's symbolic name, such as `EPERM`.
  public final String errnoName() {
    return Errno.name(errno);
  }

  /// The kernel's own explanation, or the empty string.
  public final String detail() {
    return detail;
  }
}
