package io.entropy.store.embedded;

import io.entropy.store.Snapshot;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Looks at a store's folder as opening it would, and changes nothing in it: SQLite clears a
/// damaged log away when it opens one, so it's given a copy.
public final class FolderCheck {
  private static final List<String> FILES = List.of(Schema.FILE, Schema.LOG, Acknowledged.FILE);

  private FolderCheck() {}

  /// Returns what the store holds, every object of which was read and checked.
  ///
  /// @throws StoreException as [EmbeddedStore#open] does, and `UNAVAILABLE` when there is no store
  public static Snapshot check(Path folder) {
    if (!EmbeddedStore.isIn(folder)) {
      throw new StoreException(Code.UNAVAILABLE, "there is no store in " + folder);
    }
    try (FolderLock _ = FolderLock.take(folder)) {
      Path copy = Files.createTempDirectory("entropy-store-check-");
      try {
        return check(folder, copy);
      } finally {
        delete(copy);
      }
    } catch (IOException e) {
      throw new StoreException(Code.UNAVAILABLE, "can't check the store in " + folder, e);
    }
  }

  private static Snapshot check(Path folder, Path copy) throws IOException {
    for (String file : FILES) {
      if (Files.exists(folder.resolve(file))) {
        Path _ = Files.copy(folder.resolve(file), copy.resolve(file));
      }
    }
    try (Acknowledged acknowledged = Acknowledged.open(copy);
        Database database = Database.open(copy)) {
      State state = database.load();
      EmbeddedStore.checkTail(copy, state.version(), acknowledged.version());
      return state;
    } catch (StoreException e) {
      // What helps is to be done in the folder itself.
      String message = String.valueOf(e.getMessage());
      throw new StoreException(e.code(), message.replace(copy.toString(), folder.toString()), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
