package io.entropy.e2e.partition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/// What a voter says of itself at `/status`.
record Voter(String id, long term, String role, Optional<String> leader) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Voter of(String json) throws IOException {
    JsonNode node = MAPPER.readTree(json);
    JsonNode leader = node.path("leader");
    return new Voter(
        node.path("id").asText(),
        node.path("term").asLong(),
        node.path("role").asText(),
        leader.isTextual() ? Optional.of(leader.asText()) : Optional.empty());
  }

  boolean leads() {
    return role.equals("leader");
  }
}
