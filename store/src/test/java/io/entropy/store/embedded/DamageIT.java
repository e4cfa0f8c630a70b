package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that were cut or garbled. A store is copied while it's open, as a crash would leave it,
/// and the copy is damaged: it opens with everything, or is refused, saying what is lost.
final class DamageIT {
  private static final String LOG = Schema.FILE + "-wal";
  private static final long COMMITS = 40;

  @TempDir Path folder;

  @Test
  void anUndamagedCopyHasEverything() throws IOException {
    try (Store store = Ledger.open(crashed())) {
      assertThat(Ledger.check(store)).isEqualTo(COMMITS);
    }
  }

  @Test
  void aLogThatIsCutAnywhereIsToldWithWhatIsLost() throws IOException {
    Path crashed = crashed();
    byte[] log = Files.readAllBytes(crashed.resolve(LOG));
    var random = new Random(1);
    for (int i = 0; i < 40; i++) {
      Path copy = copy(crashed, "cut" + i);
      Files.write(copy.resolve(LOG), Arrays.copyOf(log, random.nextInt(log.length)));
      assertLossIsTold(copy);
    }
  }

  @Test
  void aLogThatIsGarbledAnywhereIsToldWithWhatIsLost() throws IOException {
    Path crashed = crashed();
    byte[] log = Files.readAllBytes(crashed.resolve(LOG));
    var random = new Random(2);
    for (int i = 0; i < 40; i++) {
      Path copy = copy(crashed, "garbled" + i);
      Files.write(copy.resolve(LOG), garbled(log, random));
      assertLossIsTold(copy);
    }
  }

  @Test
  void garbageBehindTheLastCommitDoesNoHarm() throws IOException {
    Path crashed = crashed();
    var random = new Random(3);
    for (int i = 0; i < 20; i++) {
      Path copy = copy(crashed, "tail" + i);
      byte[] garbage = new byte[1 + random.nextInt(10_000)];
      random.nextBytes(garbage);
      Files.write(copy.resolve(LOG), garbage, StandardOpenOption.APPEND);
      try (Store store = Ledger.open(copy)) {
        assertThat(Ledger.check(store)).isEqualTo(COMMITS);
        assertThat(Ledger.commit(store)).isEqualTo(COMMITS + 1);
      }
    }
  }

  @Test
  void aDatabaseThatIsGarbledAnywhereIsRefusedOrUnchanged() throws IOException {
    Path closed = folder.resolve("closed");
    List<?> expected;
    try (Store store = Ledger.open(closed)) {
      for (int i = 0; i < COMMITS; i++) {
        Ledger.commit(store);
      }
      expected = store.view(s -> s).all(Kinds.FAILURE_POLICIES);
    }
    byte[] database = Files.readAllBytes(closed.resolve(Schema.FILE));
    var random = new Random(4);
    int refused = 0;
    for (int i = 0; i < 80; i++) {
      Path copy = copy(closed, "database" + i);
      Files.write(copy.resolve(Schema.FILE), garbled(database, random));
      try (Store store = Ledger.open(copy)) {
        assertThat(store.view(s -> s).all(Kinds.FAILURE_POLICIES)).isEqualTo(expected);
      } catch (StoreException e) {
        assertThat(e.code()).as(e.getMessage()).isIn(Code.CORRUPT, Code.UNAVAILABLE);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void afterALossDeletingTheMarkGoesOnFromWhatIsWhole() throws IOException {
    Path crashed = crashed();
    byte[] log = Files.readAllBytes(crashed.resolve(LOG));
    Files.write(crashed.resolve(LOG), Arrays.copyOf(log, log.length / 2));
    assertThatThrownBy(() -> Ledger.open(crashed))
        .hasMessageContaining("to %d are missing", COMMITS)
        .hasMessageContaining("delete " + crashed.resolve(Acknowledged.FILE));
    Files.delete(crashed.resolve(Acknowledged.FILE));
    try (Store store = Ledger.open(crashed)) {
      long left = Ledger.check(store);
      assertThat(left).isBetween(1L, COMMITS - 1);
      assertThat(Ledger.commit(store)).isEqualTo(left + 1);
    }
    try (Store store = Ledger.open(crashed)) {
      Ledger.check(store);
    }
  }

  @Test
  void aDamagedMarkIsTold() throws IOException {
    Path crashed = crashed();
    Files.write(crashed.resolve(Acknowledged.FILE), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Ledger.open(crashed))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.CORRUPT))
        .hasMessageContaining("delete the file");
  }

  @Test
  void aMarkOfWhichOneSlotIsTornStillCounts() throws IOException {
    Path crashed = crashed();
    byte[] mark = Files.readAllBytes(crashed.resolve(Acknowledged.FILE));
    int slotOfLast = (int) (COMMITS % 2) * 512;
    mark[slotOfLast + 3] ^= 1;
    Files.write(crashed.resolve(Acknowledged.FILE), mark);
    try (Store store = Ledger.open(crashed)) {
      assertThat(Ledger.check(store)).isEqualTo(COMMITS);
    }
  }

  private static void assertLossIsTold(Path damaged) {
    try (Store store = Ledger.open(damaged)) {
      assertThat(Ledger.check(store)).as("opened, so nothing may be missing").isEqualTo(COMMITS);
    } catch (StoreException e) {
      assertThat(e.code()).isEqualTo(Code.CORRUPT);
      assertThat(e).hasMessageContaining("to %d are missing", COMMITS);
    }
  }

  /// Some bytes in a row are other ones.
  private static byte[] garbled(byte[] bytes, Random random) {
    byte[] result = bytes.clone();
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(30));
    for (int i = from; i < to; i++) {
      result[i] ^= (byte) (1 + random.nextInt(255));
    }
    return result;
  }

  /// What a crash would leave after so many acknowledged commits.
  private Path crashed() throws IOException {
    Path open = folder.resolve("open");
    try (Store store = Ledger.open(open)) {
      for (int i = 0; i < COMMITS; i++) {
        Ledger.commit(store);
      }
      return copy(open, "crashed");
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
