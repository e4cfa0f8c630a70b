package io.entropy.injectors.kernel.sys;

/// Names of Linux error numbers (`asm-generic/errno.h`: the same on x86-64 and aarch64).
public final class Errno {
  public static final int EPERM = 1;
  public static final int EACCES = 13;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int EEXIST = 17;
  public static final int EINVAL = 22;
  public static final int ENOSYS = 38;
  public static final int EPROTO = 71;
  public static final int EMSGSIZE = 90;
  public static final int EOPNOTSUPP = 95;
  public static final int EAFNOSUPPORT = 97;
  public static final int ENOBUFS = 105;
  public static final int ESTALE = 116;

  private Errno() {}

  /// The symbolic name, such as `EPERM`; `errno 123` for one without a name here.
  public static String name(int errno) {
    return switch (errno) {
      case EPERM -> "EPERM";
      case ENOENT -> "ENOENT";
      case 3 -> "ESRCH";
      case EINTR -> "EINTR";
      case 5 -> "EIO";
      case 6 -> "ENXIO";
      case 7 -> "E2BIG";
      case EBADF -> "EBADF";
      case EAGAIN -> "EAGAIN";
      case 12 -> "ENOMEM";
      case EACCES -> "EACCES";
      case 14 -> "EFAULT";
      case 16 -> "EBUSY";
      case EEXIST -> "EEXIST";
      case 19 -> "ENODEV";
      case 20 -> "ENOTDIR";
      case EINVAL -> "EINVAL";
      case 23 -> "ENFILE";
      case 24 -> "EMFILE";
      case 28 -> "ENOSPC";
      case 31 -> "EMLINK";
      case 33 -> "EDOM";
      case 34 -> "ERANGE";
      case ENOSYS -> "ENOSYS";
      case 40 -> "ELOOP";
      case EPROTO -> "EPROTO";
      case 75 -> "EOVERFLOW";
      case 88 -> "ENOTSOCK";
      case EMSGSIZE -> "EMSGSIZE";
      case 93 -> "EPROTONOSUPPORT";
      case EOPNOTSUPP -> "EOPNOTSUPP";
      case EAFNOSUPPORT -> "EAFNOSUPPORT";
      case 98 -> "EADDRINUSE";
      case 100 -> "ENETDOWN";
      case ENOBUFS -> "ENOBUFS";
      case 110 -> "ETIMEDOUT";
      case 111 -> "ECONNREFUSED";
      case ESTALE -> "ESTALE";
      default -> "errno " + errno;
    };
  }
}
