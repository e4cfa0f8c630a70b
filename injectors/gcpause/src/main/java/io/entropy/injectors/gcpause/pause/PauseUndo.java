package io.entropy.injectors.gcpause.pause;

import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.process.Way;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the undo record of a pause holds: how the container is stopped, and which one it is.
///
/// @param first the container's first process: another one after a restart
/// @param processes those that signals will stop; none for other ways
record PauseUndo(Way way, ProcessId first, List<ProcessId> processes) {

  static PauseUndo of(Map<String, String> details) {
    String place = details.getOrDefault("place", "");
    Way way =
        switch (details.getOrDefault("way", "")) {
          case "v1" -> new Way.Freezer(Way.Freezer.Version.V1, Path.of(place));
          case "v2" -> new Way.Freezer(Way.Freezer.Version.V2, Path.of(place));
          case "docker" -> new Way.Engine(Path.of(place));
          default -> new Way.Signals(Optional.of(place).filter(p -> !p.isEmpty()).map(Path::of));
        };
    return new PauseUndo(
        way,
        processes(details.getOrDefault("first", "0:0")).getFirst(),
        processes(details.getOrDefault("processes", "")));
  }

  Map<String, String> details() {
    String[] words = way.words();
    return Map.of(
        "way",
        words[0],
        "place",
        words[1],
        "first",
        text(List.of(first)),
        "processes",
        text(processes));
  }

  private static String text(List<ProcessId> processes) {
    return processes.stream()
        .map(p -> p.pid() + ":" + p.started())
        .collect(Collectors.joining(","));
  }

  private static List<ProcessId> processes(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split(":", 2))
        .map(pair -> new ProcessId(Long.parseLong(pair[0]), Long.parseLong(pair[1])))
        .toList();
  }
}
