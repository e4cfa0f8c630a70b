package io.entropy.store.embedded;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// What tells a damaged object: SQLite checks the structure of its file but not the bytes in it.
final class Checksum {
  private Checksum() {}

  /// Over key and encoding.
  static long of(String kind, String id, byte[] data) {
    var crc = new CRC32C();
    crc.update((kind + "/" + id).getBytes(StandardCharsets.UTF_8));
    crc.update(data);
    return crc.getValue();
  }
}
