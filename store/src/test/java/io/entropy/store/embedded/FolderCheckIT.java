package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checking a folder: it says what opening would, and leaves every byte as it is.
final class FolderCheckIT {
  @TempDir Path folder;

  @Test
  void aWholeStoreIsReadAndLeftAsItIs() throws IOException {
    Path crashed = crashed(20);
    Map<String, String> before = contents(crashed);
    Snapshot snapshot = FolderCheck.check(crashed);
    assertThat(snapshot.version()).isEqualTo(20);
    assertThat(snapshot.count(Kinds.FAILURE_POLICIES)).isEqualTo(22);
    assertThat(contents(crashed)).isEqualTo(before);
  }

  @Test
  void aTornLogIsToldWithWhatIsLostAndLeftAsItIs() throws IOException {
    Path crashed = crashed(20);
    Path log = crashed.resolve(Schema.LOG);
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length / 2));
    Map<String, String> before = contents(crashed);
    for (int i = 0; i < 2; i++) {
      assertCorrupt(crashed, "to 20 are missing", "delete " + crashed.resolve(Acknowledged.FILE));
    }
    assertThat(contents(crashed)).isEqualTo(before);
  }

  @Test
  void damagedObjectsAreNamed() throws Exception {
    Path closed = folder.resolve("closed");
    try (Store store = Ledger.open(closed)) {
      Ledger.commit(store);
    }
    byte[] bytes = Files.readAllBytes(closed.resolve(Schema.FILE));
    // The policy's encoded id: its tag, its length, its text.
    byte[] encoded = new byte[] {10, 7, 'e', 'n', 't', 'r', 'y', '-', '1'};
    int at = indexOf(bytes, encoded);
    bytes[at + encoded.length - 1] = '7';
    Files.write(closed.resolve(Schema.FILE), bytes);
    assertCorrupt(
        closed, "1 of 3 objects are damaged: failure-policies/entry-1", "load the last dump");
  }

  @Test
  void aFolderInUseIsRefusedNamingItsOwner() {
    try (Store store = Ledger.open(folder)) {
      Ledger.commit(store);
      String owner = "in use by process " + ProcessHandle.current().pid();
      assertThatThrownBy(() -> FolderCheck.check(folder))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
          .hasMessageContaining(owner);
      assertThatThrownBy(() -> Ledger.open(folder)).hasMessageContaining(owner);
    }
    assertThat(FolderCheck.check(folder).version()).isEqualTo(1);
  }

  @Test
  void aFolderWithoutAStoreIsRefusedAndLeftEmpty() throws IOException {
    assertThatThrownBy(() -> FolderCheck.check(folder))
        .hasMessage("there is no store in " + folder);
    assertThat(contents(folder)).isEmpty();
  }

  private static void assertCorrupt(Path folder, String lost, String goOn) {
    assertThatThrownBy(() -> FolderCheck.check(folder))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.CORRUPT))
        .hasMessageContaining(lost)
        .hasMessageContaining(goOn);
  }

  /// What a crash leaves after so many commits.
  private Path crashed(int commits) throws IOException {
    Path open = folder.resolve("open");
    Path copy = Files.createDirectory(folder.resolve("crashed"));
    try (Store store = Ledger.open(open)) {
      for (int i = 0; i < commits; i++) {
        Ledger.commit(store);
      }
      for (Path file : files(open)) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList(); // no socket
    }
  }

  /// But for the lock, in which the checking process notes itself.
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files(folder)) {
      if (!file.endsWith("lock")) {
        contents.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not in there");
  }
}
