package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `/proc/PID/stat` says of a process (proc(5)).
///
/// @param state e.g. 'R', 'S', 'T' (stopped), 't' (stopped by a tracer), 'Z'
/// @param started in clock ticks since boot
record ProcessStat(char state, long started) {

  /// Empty when there is no such process.
  static Optional<ProcessStat> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The command's name is in parentheses and may hold anything, parentheses too.
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 21));
      return Optional.of(
          new ProcessStat(fields.getFirst().charAt(0), Long.parseLong(fields.get(19))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean stopped() {
    return state == 'T' || state == 't';
  }
}
