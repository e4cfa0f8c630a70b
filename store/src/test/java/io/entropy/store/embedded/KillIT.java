package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A writing process killed at random moments, again and again on the same folder.
final class KillIT {
  private static final int KILLS = 200;

  @TempDir Path folder;
  @TempDir Path natives;

  @Test
  void afterEachKillEveryAcknowledgedCommitIsThereAndNoneIsHalf() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    long acknowledged = 0;
    Process next = start();
    try {
      for (int i = 0; i < KILLS; i++) {
        Process process = next;
        next = start(); // gets ready meanwhile
        acknowledged = Math.max(acknowledged, runAndKill(process, random));
        try (Store store = Ledger.open(folder)) {
          assertThat(Ledger.check(store))
              .as("kill %d of seed %d", i, seed)
              .isGreaterThanOrEqualTo(acknowledged);
        }
      }
    } finally {
      kill(next);
    }
    assertThat(acknowledged).isGreaterThan(KILLS);
  }

  @Test
  void aFolderThatAnotherProcessHasIsRefused() throws Exception {
    Process process = start();
    begin(process);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isNotNull();
      assertThatThrownBy(() -> Ledger.open(folder)).hasMessageContaining("in use");
    } finally {
      kill(process);
    }
    Ledger.open(folder).close();
  }

  /// Lets a process acknowledge a random number of commits, kills it, and returns the last number
  /// that it acknowledged.
  private static long runAndKill(Process process, Random random) throws Exception {
    begin(process);
    try (BufferedReader output = process.inputReader()) {
      long last = 0;
      int enough = 1 + random.nextInt(300);
      String line = output.readLine();
      for (int i = 0; line != null; i++) {
        last = Math.max(last, Long.parseLong(line));
        if (i == enough) {
          process.toHandle().destroyForcibly(); // unlike Process, leaves the output to be read
        }
        line = output.readLine();
      }
      return last;
    } finally {
      kill(process);
    }
  }

  private static void begin(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dorg.sqlite.tmpdir=" + natives, // a killed JVM doesn't delete what it unpacked
            "-cp",
            System.getProperty("java.class.path"),
            CommittingProcess.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}
