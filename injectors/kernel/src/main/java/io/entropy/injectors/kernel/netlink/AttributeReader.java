package io.entropy.injectors.kernel.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A cursor over netlink attributes: call [#next], then read the current one.
///
/// Stops at the first attribute whose length is nonsense, as the kernel's own macros do.
public final class AttributeReader {
  private static final int TYPE_MASK = 0x3fff;

  private final ByteBuffer bytes;
  private final int end;
  private int next;
  private int value;
  private int length;
  private int type;

  AttributeReader(ByteBuffer bytes, int from, int end) {
    this.bytes = bytes;
    this.next = from;
    this.end = end;
  }

  /// Moves to the next attribute; false at the end.
  public boolean next() {
    if (next + 4 > end) {
      return false;
    }
    int whole = Short.toUnsignedInt(bytes.getShort(next));
    if (whole < 4 || next + whole > end) {
      return false;
    }
    type = bytes.getShort(next + 2) & TYPE_MASK;
    value = next + 4;
    length = whole - 4;
    next += (whole + 3) & ~3;
    return true;
  }

  public int type() {
    return type;
  }

  /// The attributes inside the current one.
  public AttributeReader nested() {
    return nested(0);
  }

  /// The attributes inside the current one, behind a structure of so many bytes.
  public AttributeReader nested(int structure) {
    return new AttributeReader(bytes, value + structure, value + length);
  }

  /// A big-endian 32-bit value.
  public int u32() {
    int raw = raw32();
    return bytes.order() == ByteOrder.BIG_ENDIAN ? raw : Integer.reverseBytes(raw);
  }

  /// A big-endian 64-bit value.
  public long u64() {
    long raw = length < 8 ? 0 : bytes.getLong(value);
    return bytes.order() == ByteOrder.BIG_ENDIAN ? raw : Long.reverseBytes(raw);
  }

  /// A 32-bit value in the machine's byte order, as registers hold it.
  public int raw32() {
    return length < 4 ? 0 : bytes.getInt(value);
  }

  /// Text up to its terminating zero, if it has one.
  public String text() {
    byte[] copy = bytes();
    int size = 0;
    while (size < copy.length && copy[size] != 0) {
      size++;
    }
    return new String(copy, 0, size, StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    byte[] copy = new byte[length];
    bytes.get(value, copy);
    return copy;
  }
}
