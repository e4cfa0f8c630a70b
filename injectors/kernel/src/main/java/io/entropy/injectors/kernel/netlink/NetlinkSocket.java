package io.entropy.injectors.kernel.netlink;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.Libc;
import io.entropy.injectors.kernel.sys.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A netlink socket, bound for good to the network namespace it was made in.
///
/// Thread-safe: one exchange at a time. Netlink is synchronous in the kernel, so no exchange waits
/// for anything but the kernel's own locks.
public final class NetlinkSocket implements AutoCloseable {
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int ADDRESS_BYTES = 12;
  private static final int DUMP_ATTEMPTS = 20;

  /// Room for sequence numbers of one batch, so that those of two batches never meet.
  private static final int SEQUENCE_STEP = 1 << 16;

  /// Above this the kernel's default send buffer (net.core.wmem_default, 208 KiB) may be too small.
  private static final int LARGE_REQUEST = 64 << 10;

  private final int fd;
  private final int portId;
  private final AtomicInteger sequence = new AtomicInteger(1);
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;

  private NetlinkSocket(int fd, int portId) {
    this.fd = fd;
    this.portId = portId;
  }

  /// Opens and binds a socket in the calling thread's network namespace.
  public static NetlinkSocket open(int protocol) {
    int fd = Libc.netlinkSocket(protocol);
    try {
      NativeMemory address = new NativeMemory(ADDRESS_BYTES);
      address.buffer().putShort(0, (short) Libc.AF_NETLINK);
      Libc.bind(fd, address, ADDRESS_BYTES);
      Libc.getsockname(fd, address, ADDRESS_BYTES);
      // Old kernels refuse these: then errors echo the whole request, or carry no text.
      int _ = Libc.setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, 1);
      int _ = Libc.setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, 1);
      return new NetlinkSocket(fd, address.buffer().getInt(4));
    } catch (RuntimeException e) {
      Libc.close(fd);
      throw e;
    }
  }

  /// The descriptor, for those who receive by themselves what isn't an answer.
  public int descriptor() {
    return fd;
  }

  /// The address the kernel gave this socket in its namespace; owner tables name it.
  public int portId() {
    return portId;
  }

  /// The first of a block of 65,536 sequence numbers nobody else on this socket uses.
  public int nextSequence() {
    return sequence.getAndAdd(SEQUENCE_STEP);
  }

  /// Sends what was written and returns every message the kernel answers with, in order.
  public List<Message> exchange(String operation, Buffers buffers) {
    lock.lock();
    try {
      if (closed) {
        throw new KernelException(operation, Errno.EBADF, "the socket is closed");
      }
      send(operation, buffers.writer());
      return receive(operation, buffers.received());
    } finally {
      lock.unlock();
    }
  }

  /// Sends a dump request and returns its objects, starting over when they changed meanwhile.
  public List<Message> dump(String operation, Buffers buffers) {
    for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
      List<Message> objects = new ArrayList<>();
      boolean interrupted = false;
      boolean done = false;
      for (Message message : exchange(operation, buffers)) {
        interrupted |= (message.flags() & Message.DUMP_INTERRUPTED) != 0;
        if (message.type() == Message.DONE || message.type() == Message.ERROR) {
          done = true;
          int errno = message.errno();
          if (errno == Errno.EINTR) {
            interrupted = true;
          } else if (errno != 0) {
            throw new KernelException(operation, errno, message.explanation());
          }
        } else {
          objects.add(message);
        }
      }
      if (!done) {
        throw new KernelException(operation, Errno.EPROTO, "the dump has no end");
      }
      if (!interrupted) {
        return objects;
      }
    }
    throw new KernelException(operation, Errno.EINTR, "changed during each dump");
  }

  private void send(String operation, MessageWriter writer) {
    int length = writer.length();
    if (length > LARGE_REQUEST) {
      int _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, 2 * length);
    }
    long sent;
    do {
      sent = Libc.send(fd, writer.memory(), length);
    } while (sent == -Errno.EINTR);
    if (sent != length) {
      throw new KernelException(operation, sent < 0 ? (int) -sent : Errno.EMSGSIZE, "send");
    }
  }

  /// Receives until the queue is empty. ENOBUFS means that the kernel had to leave answers out: the
  /// rest is read, so that the next exchange starts clean, and then it is reported.
  private List<Message> receive(String operation, NativeMemory memory) {
    List<Message> messages = new ArrayList<>();
    boolean lost = false;
    while (true) {
      long length = Libc.receive(fd, memory);
      if (length == -Errno.EAGAIN) {
        break;
      } else if (length == -Errno.ENOBUFS) {
        lost = true;
      } else if (length < 0 && length != -Errno.EINTR) {
        throw new KernelException(operation, (int) -length, "receive");
      } else if (length > memory.buffer().capacity()) {
        lost = true;
      } else if (length > 0) {
        messages.addAll(Message.parse(memory.buffer(), (int) length));
      }
    }
    if (lost) {
      int _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, 4 << 20);
      throw new KernelException(operation, Errno.ENOBUFS, "the kernel dropped part of its answer");
    }
    return messages;
  }

  /// The first refusal among the answers, or null; acknowledgements are not refusals.
  public static @Nullable Refusal firstRefusal(List<Message> answers) {
    for (Message answer : answers) {
      if (answer.type() == Message.ERROR && answer.errno() != 0) {
        return new Refusal(answer.sequence(), answer.errno(), answer.explanation());
      }
    }
    return null;
  }

  /// Whether the message with this sequence number was acknowledged.
  public static boolean acknowledged(List<Message> answers, int sequence) {
    for (Message answer : answers) {
      if (answer.type() == Message.ERROR && answer.sequence() == sequence && answer.errno() == 0) {
        return true;
      }
    }
    return false;
  }

  /// Closes the socket; the kernel drops the tables it owns. Idempotent.
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        Libc.close(fd);
      }
    } finally {
      lock.unlock();
    }
  }
}
