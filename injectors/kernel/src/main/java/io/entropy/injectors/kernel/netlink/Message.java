package io.entropy.injectors.kernel.netlink;

import io.entropy.injectors.kernel.sys.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// One netlink message as the kernel sent it, copied out of the receive buffer.
public record Message(int type, int flags, int sequence, ByteBuffer payload) {
  public static final int REQUEST = 0x1;
  public static final int ACK = 0x4;
  public static final int DUMP = 0x300;
  public static final int EXCLUSIVE = 0x200;
  public static final int CREATE = 0x400;
  public static final int APPEND = 0x800;

  static final int HEADER = 16;
  static final int ERROR = 2;
  static final int DONE = 3;
  static final int DUMP_INTERRUPTED = 0x10;

  /// Flags of an error message: only the header of the request is echoed; attributes follow.
  private static final int CAPPED = 0x100;

  private static final int ACK_ATTRIBUTES = 0x200;

  private static final int EXTENDED_ACK_TEXT = 1;

  /// The messages in one received datagram.
  static List<Message> parse(ByteBuffer datagram, int length) {
    List<Message> messages = new ArrayList<>(4);
    int at = 0;
    while (at + HEADER <= length) {
      int size = datagram.getInt(at);
      if (size < HEADER || at + size > length) {
        break;
      }
      byte[] payload = new byte[size - HEADER];
      datagram.get(at + HEADER, payload);
      messages.add(
          new Message(
              Short.toUnsignedInt(datagram.getShort(at + 4)),
              Short.toUnsignedInt(datagram.getShort(at + 6)),
              datagram.getInt(at + 8),
              ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder())));
      at += (size + 3) & ~3;
    }
    return messages;
  }

  /// The attributes behind a protocol header of this size.
  public AttributeReader attributes(int headerSize) {
    return new AttributeReader(payload, headerSize, payload.capacity());
  }

  /// A 32-bit value of the payload in the machine's byte order.
  public int intAt(int offset) {
    return payload.getInt(offset);
  }

  /// For an error message: the positive error number, 0 for an acknowledgement.
  int errno() {
    return payload.capacity() < 4 ? Errno.EPROTO : -payload.getInt(0);
  }

  /// For an error message: the kernel's explanation, or the empty string.
  String explanation() {
    if ((flags & ACK_ATTRIBUTES) == 0) {
      return "";
    }
    // struct nlmsgerr: the error, then the header of the refused message or all of it.
    int echoed = (flags & CAPPED) != 0 ? HEADER : (payload.getInt(4) + 3) & ~3;
    AttributeReader attributes = attributes(4 + echoed);
    while (attributes.next()) {
      if (attributes.type() == EXTENDED_ACK_TEXT) {
        return attributes.text();
      }
    }
    return "";
  }
}
