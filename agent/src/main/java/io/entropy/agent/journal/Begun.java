package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The injections that sessions of this host's past have begun: a manager that outlives an agent
/// may ask for them again, and each is carried out once.
public final class Begun {
  /// No manager asks for longer: injections are over by then.
  private static final Duration KEPT = Duration.ofDays(7);

  private Begun() {}

  /// Read after the journals of dead sessions were reaped, which adds what those had begun. Forgets
  /// what is a week old.
  public static Set<String> read(StateDir stateDir) throws IOException {
    Set<String> ids = new HashSet<>();
    Instant oldest = Instant.now().minus(KEPT);
    for (Path file : files(stateDir)) {
      try {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        } else {
          ids.addAll(Files.readAllLines(file));
        }
      } catch (NoSuchFileException _) {
        // Another agent forgot it at the same time.
      }
    }
    return ids;
  }

  private static List<Path> files(StateDir stateDir) throws IOException {
    if (!Files.isDirectory(stateDir.begun())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(stateDir.begun())) {
      return files.toList();
    }
  }
}
