package io.entropy.store.embedded;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// The newest version that callers were told is durable, kept apart from the database so that a
/// lost tail is noticed. Two slots are written in turn, so that one is whole at any time.
///
/// It's written after the database and before the caller is told, but not forced to the disk: it
/// survives the death of the process; after a power cut it may be behind and then notices less.
/// It's never ahead of what is durable.
final class Acknowledged implements AutoCloseable {
  static final String FILE = "acknowledged";
  private static final int SLOT = 512;

  private final FileChannel channel;
  private long version;

  private Acknowledged(FileChannel channel, long version) {
    this.channel = channel;
    this.version = version;
  }

  /// @throws StoreException `CORRUPT` when the file is there but neither slot is whole
  static Acknowledged open(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.size() == 0) {
      var fresh = new Acknowledged(channel, 0);
      fresh.write(0, 0);
      fresh.write(1, 0);
      channel.force(true);
      return fresh;
    }
    long version = Math.max(read(channel, 0), read(channel, 1));
    if (version < 0) {
      channel.close();
      throw new StoreException(
          Code.CORRUPT,
          "%s is damaged: whether acknowledged commits are missing can't be told. The objects"
                  .formatted(file)
              + " are kept elsewhere; to go on without this check, delete the file");
    }
    return new Acknowledged(channel, version);
  }

  long version() {
    return version;
  }

  void advance(long newVersion) throws IOException {
    write((int) (newVersion % 2), newVersion);
    version = newVersion;
  }

  private void write(int slot, long newVersion) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    buffer.putLong(newVersion).putInt(checksum(newVersion)).flip();
    for (long at = (long) slot * SLOT; buffer.hasRemaining(); ) {
      at += channel.write(buffer, at);
    }
  }

  /// What a slot says; -1 when it isn't whole.
  private static long read(FileChannel channel, int slot) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    int read = channel.read(buffer, (long) slot * SLOT);
    buffer.flip();
    if (read < buffer.capacity()) {
      return -1;
    }
    long version = buffer.getLong();
    return version >= 0 && buffer.getInt() == checksum(version) ? version : -1;
  }

  private static int checksum(long version) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(version).flip());
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.force(false);
    channel.close();
  }
}
