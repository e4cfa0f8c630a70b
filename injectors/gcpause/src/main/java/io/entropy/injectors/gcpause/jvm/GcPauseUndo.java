package io.entropy.injectors.gcpause.jvm;

import io.entropy.injectors.kernel.hotspot.AgentFiles;
import io.entropy.injectors.kernel.hotspot.Technique;
import io.entropy.injectors.kernel.process.ProcessId;
import java.util.Map;

/// What the undo record of a JVM's own pause holds: the JVM, and which files are in its file
/// system.
record GcPauseUndo(ProcessId jvm, AgentFiles files) {
  private static final String FOLDER = "folder";

  static boolean isOne(Map<String, String> details) {
    return details.containsKey(FOLDER);
  }

  static GcPauseUndo of(Map<String, String> details) {
    return new GcPauseUndo(
        new ProcessId(
            Long.parseLong(details.getOrDefault("pid", "0")),
            Long.parseLong(details.getOrDefault("started", "0"))),
        new AgentFiles(
            details.getOrDefault(FOLDER, ""),
            details.getOrDefault("control", ""),
            Technique.valueOf(details.getOrDefault("technique", Technique.LIBRARY.name()))));
  }

  Map<String, String> details() {
    return Map.of(
        "pid",
        Long.toString(jvm.pid()),
        "started",
        Long.toString(jvm.started()),
        FOLDER,
        files.folder(),
        "control",
        files.session(),
        "technique",
        files.technique().name());
  }
}
