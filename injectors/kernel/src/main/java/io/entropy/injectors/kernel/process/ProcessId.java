package io.entropy.injectors.kernel.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process, told from a later one of the same number by when it started.
///
/// @param pid in this process's pid namespace
/// @param started in clock ticks since boot (proc_pid_stat(5), field 22)
public record ProcessId(long pid, long started) {
  /// `USER_HZ`, on every architecture that we know (time(7)).
  private static final long TICKS_A_SECOND = 100;

  /// Empty when there is no such process.
  public static Optional<ProcessId> of(long pid) {
    return stat(pid).map(stat -> new ProcessId(pid, stat.started));
  }

  /// All that have the container's id in the path of their cgroup, in the order of their numbers.
  public static List<ProcessId> ofContainer(String containerId) {
    List<ProcessId> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (isIn(pid, containerId)) {
          of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("/proc can't be read", e);
    }
    found.sort((a, b) -> Long.compare(a.pid, b.pid));
    return found;
  }

  /// Whether the process is in a cgroup that is named after the container.
  public static boolean isIn(long pid, String containerId) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cgroup")).contains(containerId);
    } catch (IOException _) {
      return false;
    }
  }

  public boolean isAlive() {
    return stat(pid).filter(stat -> stat.started == started && stat.state != 'Z').isPresent();
  }

  /// How long ago it started.
  public Duration age() {
    try {
      String uptime = Files.readString(Path.of("/proc/uptime")); // proc(5): seconds, of both
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      return Duration.ofMillis(Math.round(seconds * 1_000) - started * (1_000 / TICKS_A_SECOND));
    } catch (IOException e) {
      throw new IllegalStateException("/proc can't be read", e);
    }
  }

  /// Whether a signal or a debugger holds it.
  public boolean isStopped() {
    return stat(pid)
        .filter(stat -> stat.started == started && (stat.state == 'T' || stat.state == 't'))
        .isPresent();
  }

  /// The name in the middle may hold anything, so fields are counted from after it.
  private static Optional<Stat> stat(long pid) {
    try {
      String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(new Stat(fields[0].charAt(0), Long.parseLong(fields[19])));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private record Stat(char state, long started) {}
}
