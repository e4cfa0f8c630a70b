package io.entropy.injectors.kernel.sys;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The C library functions we call. Constants are those of `asm-generic` headers.
///
/// Functions that can be expected to fail return `-errno`; the others throw [KernelException].
public final class Libc {
  public static final int CLONE_NEWNET = 0x4000_0000;
  public static final int AF_NETLINK = 16;
  public static final int MSG_DONTWAIT = 0x40;
  public static final int MSG_TRUNC = 0x20;
  public static final int SOL_SOCKET = 1;
  public static final int SO_SNDBUFFORCE = 32;
  public static final int SO_RCVBUFFORCE = 33;

  /// For calls that read no memory of ours.
  private static final Object NOTHING = "";

  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_EXEC = 0x10;
  private static final int MEMBARRIER_GLOBAL = 1;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_RAW = 255;
  private static final int SOCK_CLOEXEC = 0x8_0000;
  private static final int SYS_PIDFD_OPEN = 434;
  private static final int SYS_PIDFD_GETFD = 438;
  private static final int TFD_TIMER_ABSTIME = 1;
  private static final long NANOS = 1_000_000_000;
  private static final int O_RDONLY_CLOEXEC = 0x8_0000;

  private static final MemorySegment OPEN = Downcall.function("open");
  private static final MemorySegment CLOSE = Downcall.function("close");
  private static final MemorySegment SETNS = Downcall.function("setns");
  private static final MemorySegment UNSHARE = Downcall.function("unshare");
  private static final MemorySegment SOCKET = Downcall.function("socket");
  private static final MemorySegment BIND = Downcall.function("bind");
  private static final MemorySegment GETSOCKNAME = Downcall.function("getsockname");
  private static final MemorySegment SETSOCKOPT = Downcall.function("setsockopt");
  private static final MemorySegment SEND = Downcall.function("send");
  private static final MemorySegment RECV = Downcall.function("recv");
  private static final MemorySegment SYSCALL = Downcall.function("syscall");
  private static final MemorySegment MEMFD_CREATE = Downcall.function("memfd_create");
  private static final MemorySegment WRITE = Downcall.function("write");
  private static final MemorySegment TIMERFD_SETTIME = Downcall.function("timerfd_settime");
  private static final MemorySegment KILL = Downcall.function("kill");

  private Libc() {}

  /// Opens a path for reading, close-on-exec: the descriptor, or `-errno`.
  public static int open(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    NativeMemory text = new NativeMemory(bytes.length + 1);
    text.buffer().put(bytes).put((byte) 0);
    int fd = Downcall.callInt(OPEN, text.address(), O_RDONLY_CLOEXEC, 0, 0, 0, text);
    return fd;
  }

  /// Closes a descriptor. Its result says nothing useful on Linux: the descriptor is gone anyway.
  public static void close(int fd) {
    int _ = Downcall.callInt(CLOSE, fd, 0, 0, 0, 0, NOTHING);
  }

  /// Moves the calling thread into the network namespace `fd` stands for: 0, or `-errno`.
  public static int setnsNetwork(int fd) {
    return Downcall.callInt(SETNS, fd, CLONE_NEWNET, 0, 0, 0, NOTHING);
  }

  /// Moves the calling thread into a new, empty network namespace: 0, or `-errno`.
  public static int unshareNetwork() {
    return Downcall.callInt(UNSHARE, CLONE_NEWNET, 0, 0, 0, 0, NOTHING);
  }

  /// Opens a raw netlink socket in the calling thread's network namespace.
  public static int netlinkSocket(int protocol) {
    return checked(
        "open a netlink socket",
        Downcall.callInt(SOCKET, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol, 0, 0, NOTHING));
  }

  /// Opens a socket that sends IP packets, in the calling thread's network namespace.
  static int rawSocket(int family) {
    return checked(
        "open a raw socket",
        Downcall.callInt(SOCKET, family, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW, 0, 0, NOTHING));
  }

  /// Binds to the address in the buffer's first `length` bytes.
  public static void bind(int fd, NativeMemory address, int length) {
    int _ = checked("bind", Downcall.callInt(BIND, fd, address.address(), length, 0, 0, address));
  }

  /// Reads the socket's own address into the buffer, whose capacity is at least `length`.
  public static void getsockname(int fd, NativeMemory address, int length) {
    NativeMemory size = new NativeMemory(8);
    size.buffer().putInt(0, length);
    int _ =
        checked(
            "getsockname",
            Downcall.callInt(
                GETSOCKNAME, fd, address.address(), size.address(), 0, 0, List.of(address, size)));
  }

  /// Sets an integer socket option: 0, or `-errno`.
  public static int setsockopt(int fd, int level, int option, int value) {
    NativeMemory memory = new NativeMemory(8);
    memory.buffer().putInt(0, value);
    int result = Downcall.callInt(SETSOCKOPT, fd, level, option, memory.address(), 4, memory);
    return result;
  }

  /// Sends bytes `[0, length)` of the memory: the count sent, or `-errno`.
  public static long send(int fd, NativeMemory memory, int length) {
    long sent = Downcall.callLong(SEND, fd, memory.address(), length, 0, memory);
    return sent;
  }

  /// Receives one datagram without waiting, into the memory from its start: its full length (more
  /// than the capacity when cut), or `-errno`.
  public static long receive(int fd, NativeMemory memory) {
    ByteBuffer buffer = memory.buffer();
    long received =
        Downcall.callLong(
            RECV, fd, memory.address(), buffer.capacity(), MSG_DONTWAIT | MSG_TRUNC, memory);
    return received;
  }

  /// Waits until every processor has left what it was doing in the kernel (membarrier(2), global;
  /// an RCU grace period, some 10 ms): 0, or `-errno` where the kernel or a sandbox doesn't offer
  /// it.
  public static int membarrier() {
    long number = "aarch64".equals(System.getProperty("os.arch")) ? 283 : 324;
    return Downcall.callInt(SYSCALL, number, MEMBARRIER_GLOBAL, 0, 0, 0, NOTHING);
  }

  /// A file in memory that nobody finds by name, and that can be executed, close-on-exec.
  public static int executableMemory(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    NativeMemory text = new NativeMemory(bytes.length + 1);
    text.buffer().put(bytes).put((byte) 0);
    int fd = Downcall.callInt(MEMFD_CREATE, text.address(), MFD_CLOEXEC | MFD_EXEC, 0, 0, 0, text);
    if (fd == -Errno.EINVAL) { // before Linux 6.3, where all of them can be executed
      fd = Downcall.callInt(MEMFD_CREATE, text.address(), MFD_CLOEXEC, 0, 0, 0, text);
    }
    return checked("make a file in memory", fd);
  }

  /// Writes bytes `[0, length)` of the memory: the count written, or `-errno`.
  public static long write(int fd, NativeMemory memory, int length) {
    return Downcall.callLong(WRITE, fd, memory.address(), length, 0, memory);
  }

  /// Sends a signal to a process: 0, or `-errno`.
  public static int kill(long pid, int signal) {
    return Downcall.callInt(KILL, pid, signal, 0, 0, 0, NOTHING);
  }

  /// A descriptor that stands for a process (pidfd_open(2)), close-on-exec, or `-errno`.
  public static int pidfdOpen(long pid) {
    return Downcall.callInt(SYSCALL, SYS_PIDFD_OPEN, pid, 0, 0, 0, NOTHING);
  }

  /// A duplicate of that process's descriptor (pidfd_getfd(2)), close-on-exec, or `-errno`.
  public static int pidfdGetfd(int pidfd, int fd) {
    return Downcall.callInt(SYSCALL, SYS_PIDFD_GETFD, pidfd, fd, 0, 0, NOTHING);
  }

  /// Sets a timer of timerfd_create(2): 0, or `-errno`.
  ///
  /// @param at by the timer's clock, in nanoseconds
  public static int timerSettime(int timer, long at) {
    NativeMemory value = new NativeMemory(4 * Long.BYTES); // struct itimerspec
    value.buffer().putLong(16, at / NANOS).putLong(24, at % NANOS);
    return Downcall.callInt(
        TIMERFD_SETTIME, timer, TFD_TIMER_ABSTIME, value.address(), 0, 0, value);
  }

  private static int checked(String operation, int result) {
    if (result < 0) {
      throw new KernelException(operation, -result, "");
    }
    return result;
  }
}
