package io.entropy.injectors.kernel.sys;

import java.lang.foreign.MemorySegment;

/// A descriptor that any thread can make readable, to wake one that waits for it (eventfd(2)).
/// Closed once, when nobody uses it any more.
public final class EventFd implements AutoCloseable {
  private static final MemorySegment EVENTFD = Downcall.function("eventfd");
  private static final MemorySegment WRITE = Downcall.function("write");
  private static final int CLOEXEC_NONBLOCK = 0x8_0800;

  private final int fd;
  private final NativeMemory one = new NativeMemory(8);

  public EventFd() {
    int result = Downcall.callInt(EVENTFD, 0, CLOEXEC_NONBLOCK, 0, 0, 0, one);
    if (result < 0) {
      throw new KernelException("make an eventfd", -result, "");
    }
    fd = result;
    one.buffer().putLong(0, 1);
  }

  public int fd() {
    return fd;
  }

  /// Makes it readable.
  public void signal() {
    long _ = Downcall.callLong(WRITE, fd, one.address(), 8, 0, one);
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
