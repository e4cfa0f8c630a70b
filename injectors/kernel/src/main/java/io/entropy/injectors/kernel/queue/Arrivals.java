package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.NativeMemory;
import io.entropy.injectors.kernel.sys.PacketCalls;
import java.nio.ByteBuffer;

/// What the kernel tells of the packets it has queued, received many at once. One thread.
final class Arrivals {
  private static final int SLOTS = 128;

  /// More than the kernel tells of a packet without its payload; the id comes first anyway.
  private static final int SLOT_BYTES = 512;

  /// The largest that a packet can be, besides that.
  private static final int PAYLOAD_BYTES = 1 << 16;

  /// Large as they are, fewer.
  private static final int PAYLOAD_SLOTS = 16;

  private static final int ERROR = 2;
  private static final int HEADERS = 20;
  private static final int PACKET_HEADER = 1;
  private static final int MARK = 3;
  private static final int TIMESTAMP = 4;
  private static final int PAYLOAD = 10;
  private static final int CUT_FROM = 13;
  private static final int TYPE_MASK = 0x3fff;

  private final PacketCalls calls;
  private final NativeMemory received;
  private final ByteBuffer in;
  private final int slots;
  private final int slotBytes;
  private int id;
  private int mark;
  private long stamp;
  private int payloadAt;
  private int payloadLength;
  private boolean cut;

  private Arrivals(QueueSocket socket, int wakeFd, int slots, int slotBytes) {
    this.received = new NativeMemory(slots * slotBytes);
    this.in = received.buffer();
    this.calls = new PacketCalls(socket.descriptor(), wakeFd, received, slots);
    this.slots = slots;
    this.slotBytes = slotBytes;
  }

  /// Of what is known of packets.
  static Arrivals of(QueueSocket socket, int wakeFd) {
    return new Arrivals(socket, wakeFd, SLOTS, SLOT_BYTES);
  }

  /// Of whole packets.
  static Arrivals ofPayloads(QueueSocket socket, int wakeFd) {
    return new Arrivals(socket, wakeFd, PAYLOAD_SLOTS, PAYLOAD_BYTES + SLOT_BYTES);
  }

  PacketCalls calls() {
    return calls;
  }

  /// Whether so many messages are all that can be received at once.
  boolean isFull(int count) {
    return count == slots;
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
    int start = slot * slotBytes;
    if (in.getShort(start + 4) == ERROR) {
      return false;
    }
    mark = 0;
    stamp = ArrivalClock.NO_STAMP;
    payloadLength = 0;
    cut = false;
    int end = start + Math.min(calls.length(slot), slotBytes);
    int at = start + HEADERS;
    while (at + 8 <= end) {
      int length = Short.toUnsignedInt(in.getShort(at));
      int type = in.getShort(at + 2) & TYPE_MASK;
      if (type == PACKET_HEADER) {
        id = Verdicts.bigEndian(in.getInt(at + 4));
      } else if (type == MARK) {
        mark = Verdicts.bigEndian(in.getInt(at + 4));
      } else if (type == TIMESTAMP) {
        stamp = stampAt(at + 4);
      } else if (type == PAYLOAD) {
        payloadAt = at + 4;
        payloadLength = length - 4;
      } else if (type == CUT_FROM) {
        cut = true;
      }
      if (length < 4) {
        break;
      }
      at += (length + 3) & ~3;
    }
    return true;
  }

  /// `struct nfqnl_msg_packet_timestamp`: seconds and whole microseconds of the time of day.
  private long stampAt(int at) {
    long seconds = Verdicts.bigEndian(in.getLong(at));
    long micros = Verdicts.bigEndian(in.getLong(at + 8));
    return seconds * 1_000_000_000 + (micros + 1) * 1_000; // rather late than early
  }

  /// Whether all bytes of the packet have come.
  boolean isWhole() {
    return payloadLength > 0 && !cut;
  }

  byte[] copyOfPayload() {
    byte[] copy = new byte[payloadLength];
    in.get(payloadAt, copy);
    return copy;
  }

  ByteBuffer bytes() {
    return in;
  }

  int payloadAt() {
    return payloadAt;
  }

  int payloadLength() {
    return payloadLength;
  }

  /// When the kernel queued it, by the time of day; [ArrivalClock#NO_STAMP] where it doesn't say.
  long stamp() {
    return stamp;
  }

  int id() {
    return id;
  }

  int mark() {
    return mark;
  }
}
