package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
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
  private volatile FileChannel channel;

  private JournalLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// A new journal, locked before it can be seen under its name.
  ///
  /// @param header its first bytes
  static JournalLock create(Path path, byte[] header) throws IOException {
    HELD.add(path);
    try {
      return new JournalLock(path, locked(path, header));
    } catch (IOException e) {
      HELD.remove(path);
      throw e;
    }
  }

  /// Puts other content in the journal's place, in a file that is locked before it can be seen: a
  /// crash leaves the one or the other.
  void replace(byte[] content) throws IOException {
    FileChannel before = channel;
    channel = locked(path, content, StandardCopyOption.ATOMIC_MOVE);
    before.close();
    try (FileChannel folder = FileChannel.open(path.resolveSibling("."))) {
      folder.force(true); // what is appended from now on is in the file of that name
    }
  }

  private static FileChannel locked(Path path, byte[] content, CopyOption... how)
      throws IOException {
    Path unseen = path.resolveSibling(path.getFileName() + UNNAMED);
    FileChannel channel =
        FileChannel.open(
            unseen,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException(unseen + " is locked by another process");
      }
      new GroupCommit(() -> channel).append(content);
      Files.move(unseen, path, how);
      return channel;
    } catch (IOException e) {
      Files.deleteIfExists(unseen);
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
    Object before = fileAt(path);
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean locked = false;
    try {
      // Between its opening and its locking another reaper may have deleted the file, or its
      // writer put another one in its place.
      locked = before != null && channel.tryLock() != null && before.equals(fileAt(path));
      return locked ? new JournalLock(path, channel) : null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /// Which file has this name, if there is one.
  private static @Nullable Object fileAt(Path path) throws IOException {
    try {
      return Objects.requireNonNull(
          Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException _) {
      return null;
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
