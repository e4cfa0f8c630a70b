package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The lock on a journal: held by the process that writes it, or by the one that reaps it. The
/// kernel lets go of it when that process ends, however it ends.
///
/// Java's file locks are the process's (`fcntl(2)`): closing any channel of the file lets go of
/// them. So a process never opens a journal that it holds, and remembers which those are.
final class JournalLock implements AutoCloseable {
  /// What the name of a journal ends in until it is locked and has its header.
  static final String UNNAMED = ".new";

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private JournalLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// A new journal, locked before it can be seen under its name.
  ///
  /// @param header its first bytes
  static JournalLock create(Path path, byte[] header) throws IOException {
    Path unseen = path.resolveSibling(path.getFileName() + UNNAMED);
    FileChannel channel =
        FileChannel.open(
            unseen,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      HELD.add(path);
      if (channel.tryLock() == null) {
        throw new IOException(unseen + " is locked by another process");
      }
      new GroupCommit(channel).append(header);
      Files.move(unseen, path);
      return new JournalLock(path, channel);
    } catch (IOException e) {
      HELD.remove(path);
      channel.close();
      throw e;
    }
  }

  /// Empty when a living process holds it, or when it's gone meanwhile.
  static Optional<JournalLock> tryOpen(Path path) throws IOException {
    if (!HELD.add(path)) {
      return Optional.empty();
    }
    JournalLock lock = null;
    try {
      lock = lock(path);
      return Optional.ofNullable(lock);
    } finally {
      if (lock == null) {
        HELD.remove(path);
      }
    }
  }

  private static @Nullable JournalLock lock(Path path) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean locked = false;
    try {
      // Another reaper may have deleted the file between its opening and its locking.
      locked = channel.tryLock() != null && Files.exists(path);
      return locked ? new JournalLock(path, channel) : null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /// Whether this very process holds it, as its writer or its reaper.
  static boolean isOurs(Path path) {
    return HELD.contains(path);
  }

  FileChannel channel() {
    return channel;
  }

  Path path() {
    return path;
  }

  /// The session whose journal it is.
  String session() {
    String name = String.valueOf(path.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  /// Takes the file away while it's still locked.
  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(path);
  }
}
