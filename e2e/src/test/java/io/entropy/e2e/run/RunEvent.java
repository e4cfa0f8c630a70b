package io.entropy.e2e.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/// One line of `-o json`.
record RunEvent(JsonNode json) {
  static final String PREFIX = "io.entropy.";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// Fails when the line isn't one JSON value.
  static RunEvent of(String line) {
    try {
      return new RunEvent(MAPPER.readTree(line));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  /// Without the prefix: `injection.applied`.
  String type() {
    String type = json.path("type").asText();
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
  }

  boolean is(String type) {
    return type().equals(type);
  }

  String id() {
    return json.path("id").asText();
  }

  Instant time() {
    return Instant.parse(json.path("time").asText());
  }

  /// An attribute of `data`, e.g. `injection`, `target`, `targetName`, `message`.
  String data(String name) {
    return json.path("data").path(name).asText();
  }

  JsonNode fact(String name) {
    return json.path("data").path("facts").path(name);
  }

  long tick() {
    return fact("tick").asLong(-1);
  }

  /// The names of all containers that it's about.
  List<String> targets() {
    return StreamSupport.stream(fact("targets").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
