package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.NativeMemory;
import io.entropy.injectors.kernel.sys.PacketCalls;
import java.nio.ByteBuffer;

/// What the kernel tells of the packets it has queued, received many at once. One thread.
final class Arrivals {
  static final int SLOTS = 128;

  /// More than the kernel tells of a packet without its payload; the id comes first anyway.
  static final int SLOT_BYTES = 512;

  private static final int ERROR = 2;
  private static final int HEADERS = 20;
  private static final int PACKET_HEADER = 1;
  private static final int MARK = 3;
  private static final int TYPE_MASK = 0x3fff;

  private final PacketCalls calls;
  private final ByteBuffer in;
  private int id;
  private int mark;

  Arrivals(PacketCalls calls, NativeMemory received) {
    this.calls = calls;
    this.in = received.buffer();
  }

  /// How many messages there were.
  int receive() {
    int count = calls.receive();
    if (count >= 0) {
      return count;
    }
    if (count == -Errno.EAGAIN || count == -Errno.EINTR || count == -Errno.ENOBUFS) {
      return 0;
    }
    throw new KernelException("receive from a packet queue", -count, "");
  }

  /// Reads a message; false when it isn't a packet but says that one is gone.
  boolean read(int slot) {
    int start = slot * SLOT_BYTES;
    if (in.getShort(start + 4) == ERROR) {
      return false;
    }
    mark = 0;
    int end = start + Math.min(calls.length(slot), SLOT_BYTES);
    int at = start + HEADERS;
    while (at + 8 <= end) {
      int length = Short.toUnsignedInt(in.getShort(at));
      int type = in.getShort(at + 2) & TYPE_MASK;
      if (type == PACKET_HEADER) {
        id = Verdicts.bigEndian(in.getInt(at + 4));
      } else if (type == MARK) {
        mark = Verdicts.bigEndian(in.getInt(at + 4));
        break;
      }
      if (length < 4) {
        break;
      }
      at += (length + 3) & ~3;
    }
    return true;
  }

  int id() {
    return id;
  }

  int mark() {
    return mark;
  }
}
