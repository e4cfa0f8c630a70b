package io.entropy.e2e.safety;

import io.entropy.e2e.process.EntropyProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A process under SIGSTOP: none of its threads runs, so that what it has done can be looked at.
final class Stopped {
  private Stopped() {}

  static void stop(EntropyProcess process) throws InterruptedException {
    process.signal("STOP");
    Duration _ = Eventually.within(Duration.ofSeconds(10), "it stops", () -> isStopped(process));
  }

  private static boolean isStopped(EntropyProcess process) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", "" + process.pid(), "task"))) {
      List<Path> all = tasks.toList();
      return all.stream().allMatch(Stopped::isTaskStopped);
    } catch (IOException e) {
      throw new UncheckedIOException("it ended before it was stopped", e);
    }
  }

  /// The state follows the name, which is in parentheses (proc(5)).
  private static boolean isTaskStopped(Path task) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    } catch (IOException _) {
      return true; // a thread that ended meanwhile
    }
  }
}
