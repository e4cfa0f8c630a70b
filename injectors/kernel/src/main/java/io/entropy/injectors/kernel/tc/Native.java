package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Structures of rtnetlink, which are in the machine's byte order.
final class Native {
  private Native() {}

  /// Writes 32-bit numbers as they are.
  static MessageWriter put(MessageWriter out, int... values) {
    for (int value : values) {
      byte[] four = bytes(value);
      out.header(four[0], four[1], four[2], four[3]);
    }
    return out;
  }

  static byte[] bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  static byte[] wide(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(value).array();
  }

  static ByteBuffer read(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
