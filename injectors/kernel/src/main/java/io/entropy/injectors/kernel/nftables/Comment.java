package io.entropy.injectors.kernel.nftables;

import java.nio.charset.StandardCharsets;

/// The comment of a rule in the user-data format of libnftnl: type, length, text with a zero at the
/// end (`libnftnl/udata.h`), so that `nft list ruleset` shows it.
final class Comment {
  private static final int RULE_COMMENT = 0;
  private static final int MOST_BYTES = 127;

  private Comment() {}

  static byte[] encode(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, MOST_BYTES);
    byte[] data = new byte[length + 3];
    data[0] = RULE_COMMENT;
    data[1] = (byte) (length + 1);
    System.arraycopy(utf8, 0, data, 2, length);
    return data;
  }

  static String decode(byte[] data) {
    int at = 0;
    while (at + 2 <= data.length) {
      int length = Byte.toUnsignedInt(data[at + 1]);
      if (at + 2 + length > data.length) {
        break;
      }
      if (data[at] == RULE_COMMENT && length > 0) {
        return new String(data, at + 2, length - 1, StandardCharsets.UTF_8);
      }
      at += 2 + length;
    }
    return "";
  }
}
