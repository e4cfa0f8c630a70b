package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The folder where an agent keeps what must outlive it: `$ENTROPY_STATE_DIR`, else
/// `/var/lib/entropy`.
public record StateDir(Path path) {
  private static final String SUFFIX = ".journal";

  public static StateDir of(Map<String, String> environment) {
    return new StateDir(Path.of(environment.getOrDefault("ENTROPY_STATE_DIR", "/var/lib/entropy")));
  }

  Path journal(String session) {
    return journals().resolve(session + SUFFIX);
  }

  /// Made when missing, readable by nobody else.
  Path make() throws IOException {
    try {
      return Files.createDirectories(
          journals(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new IOException(
          "can't make "
              + journals()
              + ": run as root, or set ENTROPY_STATE_DIR to a folder of yours ("
              + e
              + ")",
          e);
    }
  }

  /// The journals that are there, in order of name.
  List<Path> listJournals() throws IOException {
    return list(SUFFIX);
  }

  /// Journals that aren't under their name yet, in order of name. What their process has not begun
  /// to write in can't have made a fault.
  List<Path> listUnnamed() throws IOException {
    return list(SUFFIX + JournalLock.UNNAMED);
  }

  /// Where a session keeps which injections it has begun, if it does.
  Path begun(String session) {
    return begun().resolve(session);
  }

  Path begun() {
    return path.resolve("begun");
  }

  private List<Path> list(String suffix) throws IOException {
    if (!Files.isDirectory(journals())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(journals())) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private Path journals() {
    return path.resolve("journal");
  }
}
