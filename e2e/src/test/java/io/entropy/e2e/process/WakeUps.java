package io.entropy.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Whether a thread stands still, as the kernel counts its waits. It must be one that wakes up a
/// hundred times a second or more otherwise.
public final class WakeUps {
  private static final int WATCHED_MILLIS = 300;

  /// It may just be going to sleep.
  private static final int STILL = 2;

  private WakeUps() {}

  /// Watches it for a third of a second, or until it moves.
  ///
  /// @param thread its name, as the kernel has it
  public static boolean cease(int pid, String thread) throws IOException, InterruptedException {
    long before = count(pid, thread);
    for (int waited = 0; waited < WATCHED_MILLIS; waited++) {
      Thread.sleep(1);
      if (count(pid, thread) > before + STILL) {
        return false;
      }
    }
    return true;
  }

  /// The same each time for a process that hasn't come to start such a thread.
  private static long count(int pid, String thread) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Integer.toString(pid), "task"))) {
      return threads.mapToLong(each -> waits(each, thread)).max().orElse(-1);
    }
  }

  private static long waits(Path task, String thread) {
    try {
      List<String> status = Files.readAllLines(task.resolve("status"));
      return status.contains("Name:\t" + thread) ? waits(status) : -1;
    } catch (NoSuchFileException _) {
      return -1; // it has just ended
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long waits(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
