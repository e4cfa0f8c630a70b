package io.entropy.store.embedded;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The sole right to a store's folder. The operating system takes it back when the process dies;
/// the file says which process has it.
record FolderLock(FileChannel channel) implements AutoCloseable {
  private static final String FILE = "lock";

  /// @throws StoreException `UNAVAILABLE` when somebody else has it
  static FolderLock take(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new StoreException(
            Code.UNAVAILABLE,
            "%s is in use by %s: end it first, it releases the folder"
                .formatted(folder, owner(folder)));
      }
      note(channel, ProcessHandle.current().pid());
      return new FolderLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another store of this process has it
    }
  }

  private static void note(FileChannel channel, long pid) throws IOException {
    ByteBuffer text = ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII));
    FileChannel _ = channel.truncate(0);
    while (text.hasRemaining()) {
      int _ = channel.write(text, text.position());
    }
  }

  /// In words. For a moment the file may be empty, or still name an owner that's dead.
  private static String owner(Path folder) throws IOException {
    String text = Files.readString(folder.resolve(FILE)).strip();
    boolean living =
        text.matches("[0-9]{1,18}")
            && ProcessHandle.of(Long.parseLong(text)).filter(ProcessHandle::isAlive).isPresent();
    return living ? "process " + text : "another process";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
