package io.entropy.injectors.kernel.netlink;

import io.entropy.injectors.kernel.sys.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A sequence of netlink messages being written: headers, nested attributes, padding, lengths.
///
/// Headers and attribute headers are in the machine's byte order; attribute values of nf_tables are
/// big-endian ([#u32], [#u64]) unless they are raw register contents ([#bytes]). Grows as needed.
/// Not thread-safe.
public final class MessageWriter {
  private static final int INITIAL_BYTES = 1 << 14;
  private static final int DEEPEST = 16;
  private static final int NESTED = 0x8000;

  private NativeMemory memory = new NativeMemory(INITIAL_BYTES);
  private ByteBuffer out = memory.buffer();
  private final int[] starts = new int[DEEPEST];
  private int depth;
  private int latest;

  /// Starts a message; the protocol's own header and attributes follow, then [#finish].
  public MessageWriter start(int type, int flags, int sequence) {
    room(16);
    latest = out.position();
    starts[depth++] = latest;
    out.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence).putInt(0);
    return this;
  }

  /// Ends the message begun last.
  public void finish() {
    int start = starts[--depth];
    out.putInt(start, out.position() - start);
  }

  /// Adds flags to the message begun last, finished or not.
  public void addFlags(int flags) {
    out.putShort(latest + 6, (short) (out.getShort(latest + 6) | flags));
  }

  /// Writes raw header bytes, a multiple of four.
  public MessageWriter header(int first, int second, int third, int fourth) {
    room(4);
    out.put((byte) first).put((byte) second).put((byte) third).put((byte) fourth);
    return this;
  }

  public MessageWriter zeros(int count) {
    room(count);
    for (int i = 0; i < count; i++) {
      out.put((byte) 0);
    }
    return this;
  }

  /// Opens an attribute that holds attributes; [#end] closes it.
  public MessageWriter nest(int attribute) {
    room(4);
    starts[depth++] = out.position();
    out.putShort((short) 0).putShort((short) (attribute | NESTED));
    return this;
  }

  public MessageWriter end() {
    int start = starts[--depth];
    int length = out.position() - start;
    if (length > 0xffff) {
      throw new IllegalArgumentException("netlink attribute of " + length + " bytes (most: 65535)");
    }
    out.putShort(start, (short) length);
    return this;
  }

  /// A 32-bit value, big-endian.
  public MessageWriter u32(int attribute, int value) {
    attribute(attribute, 4);
    out.putInt(bigEndian(value));
    return this;
  }

  /// A 64-bit value, big-endian.
  public MessageWriter u64(int attribute, long value) {
    attribute(attribute, 8);
    out.putLong(out.order() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value));
    return this;
  }

  /// An ASCII string with its terminating zero.
  public MessageWriter text(int attribute, String value) {
    byte[] ascii = value.getBytes(StandardCharsets.US_ASCII);
    attribute(attribute, ascii.length + 1);
    out.put(ascii).put((byte) 0);
    return pad();
  }

  /// Bytes as they are.
  public MessageWriter bytes(int attribute, byte[] value) {
    attribute(attribute, value.length);
    out.put(value);
    return pad();
  }

  /// A 32-bit value in the machine's byte order, as registers hold it.
  public MessageWriter raw32(int attribute, int value) {
    attribute(attribute, 4);
    out.putInt(value);
    return this;
  }

  private void attribute(int type, int length) {
    room(4 + length + 3);
    out.putShort((short) (4 + length)).putShort((short) type);
  }

  private MessageWriter pad() {
    while ((out.position() & 3) != 0) {
      out.put((byte) 0);
    }
    return this;
  }

  private int bigEndian(int value) {
    return out.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  private void room(int bytes) {
    if (out.remaining() < bytes) {
      NativeMemory larger = new NativeMemory(2 * out.capacity() + bytes);
      larger.buffer().put(out.flip());
      memory = larger;
      out = larger.buffer();
    }
  }

  /// How many bytes are written.
  public int length() {
    return out.position();
  }

  /// A copy of what is written, for tests and listings.
  public byte[] toBytes() {
    byte[] copy = new byte[out.position()];
    out.get(0, copy);
    return copy;
  }

  NativeMemory memory() {
    return memory;
  }

  void clear() {
    out.clear();
    depth = 0;
  }
}
