package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real file system without room: a tmpfs of 4 MiB, mounted for the test; needs root.
final class FullDiskIT {
  @TempDir Path folder;

  @BeforeEach
  void mount() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=4m", "entropy-store-test", folder.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", folder.toString());
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(folder.toString());
  }

  @Test
  void aFullDiskRefusesUpdatesAndLosesNothingAndTheyWorkAgainWhenThereIsRoom() throws Exception {
    Path filler = folder.resolve("filler");
    long acknowledged;
    try (Store store = Ledger.open(folder)) {
      for (int i = 0; i < 50; i++) {
        Ledger.commit(store);
      }
      fill(filler);
      StoreException refusal = commitUntilRefused(store);
      assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(refusal).hasMessageContaining("nothing was committed: the disk is full");
      acknowledged = Ledger.check(store);
      Files.delete(filler);
      assertThat(Ledger.commit(store)).isEqualTo(acknowledged + 1);
    }
    try (Store store = Ledger.open(folder)) {
      assertThat(Ledger.check(store)).isEqualTo(acknowledged + 1);
    }
  }

  private static void fill(Path file) throws Exception {
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static StoreException commitUntilRefused(Store store) {
    for (int i = 0; i < 10_000; i++) {
      try {
        Ledger.commit(store);
      } catch (StoreException e) {
        return e;
      }
    }
    throw new AssertionError("10,000 commits on a full disk");
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }
}
