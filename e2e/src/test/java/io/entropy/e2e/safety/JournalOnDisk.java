package io.entropy.e2e.safety;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entropy.injectors.kernel.fault.Stray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A journal as a run left it, read by the test itself.
///
/// @param open what isn't undone
public record JournalOnDisk(Path path, String session, long pid, List<Open> open) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// An undo record without its `done`.
  public record Open(String injection, String table, long namespace) {

    boolean isOf(Stray stray) {
      return stray.table().equals(table) && stray.namespace().inode() == namespace;
    }
  }

  /// Those in a state folder.
  public static List<JournalOnDisk> in(Path stateDir) throws IOException {
    Path folder = stateDir.resolve("journal");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<JournalOnDisk> journals = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".journal")).sorted().toList()) {
        journals.add(read(file));
      }
    }
    return journals;
  }

  private static JournalOnDisk read(Path file) throws IOException {
    String text = Files.readString(file);
    // What follows the last line end was never acknowledged.
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    JsonNode header = JSON.readTree(lines.getFirst());
    Map<Long, Open> open = new TreeMap<>();
    for (String line : lines) {
      JsonNode entry = JSON.readTree(line);
      if (entry.has("undo")) {
        JsonNode details = entry.path("details");
        open.put(
            entry.path("undo").asLong(),
            new Open(
                entry.path("injection").asText(),
                details.path("table").asText(),
                details.path("namespace").asLong()));
      } else if (entry.has("done")) {
        open.remove(entry.path("done").asLong());
      }
    }
    return new JournalOnDisk(
        file,
        header.path("session").asText(),
        header.path("pid").asLong(),
        List.copyOf(open.values()));
  }
}
