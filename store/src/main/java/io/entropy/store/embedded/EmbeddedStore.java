package io.entropy.store.embedded;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.state.Head;
import io.entropy.store.state.HeadStore;
import io.entropy.store.state.State;
import io.entropy.store.state.Writer;
import io.entropy.store.transfer.LiveDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A store in a folder. What was committed is there after a crash of the process or the machine.
///
/// Only the last commits of this opening can be watched from: a subscriber that comes after a
/// restart is told to resync. A full disk refuses updates as `UNAVAILABLE` and harms nothing; they
/// work again once there is room.
public final class EmbeddedStore extends HeadStore {
  private final Resources resources;
  private final GroupCommit log;
  private @Nullable LiveDump dump;

  /// What is open, in the order in which it's opened.
  private record Resources(FolderLock lock, Acknowledged acknowledged, Database database) {}

  private EmbeddedStore(Resources resources, State first, InstantSource clock, StoreLimits limits) {
    Head head = new Head(first, limits);
    GroupCommit log = new GroupCommit(resources.database(), resources.acknowledged(), head);
    super(head, new Writer(first, clock, limits, log));
    this.resources = resources;
    this.log = log;
  }

  /// Whether there is a store in that folder, whole or not.
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(Schema.FILE));
  }

  /// Opens the store in that folder, making both when they aren't there.
  ///
  /// @throws StoreException `UNAVAILABLE` when it's in use, or of another format; `CORRUPT` when
  ///   something that was acknowledged is missing or damaged: the message says what, and how to go
  ///   on
  public static EmbeddedStore open(Path folder, InstantSource clock, StoreLimits limits) {
    try {
      Files.createDirectories(folder);
      FolderLock lock = FolderLock.take(folder);
      try {
        return open(folder, lock, clock, limits);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(Code.UNAVAILABLE, "can't open the store in " + folder, e);
    }
  }

  private static EmbeddedStore open(
      Path folder, FolderLock lock, InstantSource clock, StoreLimits limits) throws IOException {
    Acknowledged acknowledged = Acknowledged.open(folder);
    try {
      Database database = Database.open(folder);
      try {
        State first = database.load();
        checkTail(folder, first.version(), acknowledged.version());
        var store =
            new EmbeddedStore(new Resources(lock, acknowledged, database), first, clock, limits);
        store.log.start(store.writer());
        store.dump = LiveDump.serve(folder, store);
        return store;
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (RuntimeException e) {
      acknowledged.close();
      throw e;
    }
  }

  static void checkTail(Path folder, long stored, long acknowledged) {
    if (stored < acknowledged) {
      throw new StoreException(
          Code.CORRUPT,
          ("%s has lost acknowledged commits: %d to %d are missing, the state up to %d is whole. To"
                  + " go on from there, delete %s")
              .formatted(
                  folder, stored + 1, acknowledged, stored, folder.resolve(Acknowledged.FILE)));
    }
  }

  @Override
  public void close() {
    if (!writer().close()) {
      return;
    }
    log.close();
    head().close();
    try (FolderLock _ = resources.lock();
        Acknowledged _ = resources.acknowledged();
        Database _ = resources.database();
        LiveDump _ = dump) {
      return; // closed in reverse order, the lock last
    } catch (IOException e) {
      throw new StoreException(Code.UNAVAILABLE, "can't close the store", e);
    }
  }
}
