package io.entropy.injectors.kernel.sys;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The system calls of a loop over the packets of one socket, made without allocating anything: a
/// garbage collection would hold them up. Used by one thread, which may block in [#await]: a
/// platform thread. Failures come back as `-errno`.
public final class PacketCalls {
  private static final MemorySegment RECVMMSG = Downcall.function("recvmmsg");
  private static final MemorySegment SEND = Downcall.function("send");
  private static final MemorySegment PPOLL = Downcall.function("ppoll");
  private static final MemorySegment READ = Downcall.function("read");
  private static final MemorySegment CLOCK_GETTIME = Downcall.function("clock_gettime");

  private static final int CLOCK_REALTIME = 0;
  private static final int POLLIN = 1;
  private static final int POLL_ENTRY = 8;
  private static final int DESCRIPTORS = 2;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// `struct mmsghdr` and `struct iovec` of 64-bit Linux.
  private static final int MESSAGE = 64;

  private static final int VECTOR_OF_MESSAGE = 16;
  private static final int VECTORS_OF_MESSAGE = 24;
  private static final int LENGTH_OF_MESSAGE = 56;
  private static final int VECTOR = 16;

  private final int fd;
  private final int wakeFd;
  private final int slots;
  private final ByteBuffer errno = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private final MemorySegment errnoSlot = MemorySegment.ofBuffer(errno);
  private final NativeMemory messages;
  private final NativeMemory vectors;
  private final NativeMemory poll = new NativeMemory(DESCRIPTORS * POLL_ENTRY);
  private final NativeMemory timeout = new NativeMemory(16);
  private final NativeMemory time = new NativeMemory(16);
  private final NativeMemory woken = new NativeMemory(8);

  /// @param fd the socket
  /// @param received kept by the caller as long as this is used
  /// @param wakeFd an eventfd that ends [#await] when it's written to
  /// @param slots how many datagrams are received at once, each into its part of `received`
  public PacketCalls(int fd, int wakeFd, NativeMemory received, int slots) {
    this.fd = fd;
    this.wakeFd = wakeFd;
    this.slots = slots;
    this.messages = new NativeMemory(slots * MESSAGE);
    this.vectors = new NativeMemory(slots * VECTOR);
    int size = received.buffer().capacity() / slots;
    for (int i = 0; i < slots; i++) {
      vectors.buffer().putLong(i * VECTOR, received.address() + (long) i * size);
      vectors.buffer().putLong(i * VECTOR + 8, size);
      long vector = vectors.address() + (long) i * VECTOR;
      messages.buffer().putLong(i * MESSAGE + VECTOR_OF_MESSAGE, vector);
      messages.buffer().putLong(i * MESSAGE + VECTORS_OF_MESSAGE, 1);
    }
    poll.buffer().putInt(0, fd).putShort(4, (short) POLLIN);
    poll.buffer().putInt(POLL_ENTRY, wakeFd).putShort(POLL_ENTRY + 4, (short) POLLIN);
  }

  /// Receives what is there without waiting: how many datagrams, or `-errno`.
  public int receive() {
    return (int) call(RECVMMSG, fd, messages.address(), slots, Libc.MSG_DONTWAIT, 0);
  }

  /// The length of the datagram in this slot.
  public int length(int slot) {
    return messages.buffer().getInt(slot * MESSAGE + LENGTH_OF_MESSAGE);
  }

  /// Sends bytes `[0, length)` of the memory: the count sent, or `-errno`.
  public long send(NativeMemory memory, int length) {
    try {
      return call(SEND, fd, memory.address(), length, 0, 0);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /// Waits until something is there to receive, someone wakes us, or the time is over; for ever
  /// when it's negative.
  public void await(long nanos) {
    timeout.buffer().putLong(0, nanos / NANOS_PER_SECOND).putLong(8, nanos % NANOS_PER_SECOND);
    long limit = nanos < 0 ? 0 : timeout.address();
    long ready = call(PPOLL, poll.address(), DESCRIPTORS, limit, 0, 0);
    if (ready > 0 && poll.buffer().getShort(POLL_ENTRY + 6) != 0) {
      long _ = call(READ, wakeFd, woken.address(), 8, 0, 0);
    }
  }

  /// The time of day in nanoseconds since 1970, by which the kernel stamps packets.
  public long timeOfDay() {
    long _ = call(CLOCK_GETTIME, CLOCK_REALTIME, time.address(), 0, 0, 0);
    return time.buffer().getLong(0) * NANOS_PER_SECOND + time.buffer().getLong(8);
  }

  private long call(MemorySegment function, long a, long b, long c, long d, long e) {
    long result = Downcall.call(function, errnoSlot, a, b, c, d, e);
    // Where a function returns `int`, the upper half of the register is undefined.
    return (int) result == -1 ? -errno.getInt(0) : result;
  }
}
