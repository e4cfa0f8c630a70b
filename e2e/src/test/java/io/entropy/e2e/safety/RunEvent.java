package io.entropy.e2e.safety;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entropy.e2e.process.EntropyProcess;
import java.util.List;

/// An event that `entropy run -o json` printed.
///
/// @param type without `io.entropy.`
public record RunEvent(String type, String message, JsonNode facts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static List<RunEvent> of(EntropyProcess run) {
    return run.out().stream().map(RunEvent::parse).toList();
  }

  public static List<RunEvent> of(EntropyProcess run, String type) {
    return of(run).stream().filter(e -> e.type.equals(type)).toList();
  }

  private static RunEvent parse(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      return new RunEvent(
          event.path("type").asText().replaceFirst("^io\\.entropy\\.", ""),
          event.path("data").path("message").asText(),
          event.path("data").path("facts"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no CloudEvent: " + line, e);
    }
  }

  /// Why an injection ended.
  public String end() {
    return facts.path("end").asText();
  }

  /// Waits for an event of this type, and says how it reads.
  public static RunEvent await(EntropyProcess run, String type) throws InterruptedException {
    return parse(run.awaitLine(line -> line.contains("\"io.entropy." + type + "\"")));
  }

  /// Waits until there are so many.
  public static void await(EntropyProcess run, String type, int count) throws InterruptedException {
    int[] seen = {0};
    String _ =
        run.awaitLine(line -> line.contains("\"io.entropy." + type + "\"") && ++seen[0] == count);
  }
}
