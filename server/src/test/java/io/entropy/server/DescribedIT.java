package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// What a manager says of itself.
final class DescribedIT {

  @Test
  void healthMetricsAndTheInterfaceAreOnTheSamePort() throws Exception {
    try (ManagerFixture manager = ManagerFixture.start()) {
      var health = manager.get("/healthz");
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).contains("\"leads\":true", "\"status\":\"ok\"");

      var _ = FakeAgent.join(manager, "n1");
      assertThat(manager.get("/metrics").body())
          .contains("entropy_leader 1.0", "entropy_sessions 1.0")
          .contains("entropy_nodes{state=\"ready\"} 1.0")
          .contains("entropy_store_objects{kind=\"nodes\"} 1.0");

      JsonNode description = new ObjectMapper().readTree(manager.get("/v1/openapi.json").body());
      JsonNode paths = description.get("paths");
      assertThat(paths.get("/v1/policies").fieldNames()).toIterable().contains("get", "post");
      assertThat(paths.get("/v1/policies/{policy}:start").has("post")).isTrue();
      assertThat(paths.has("/v1/events")).isTrue();
      JsonNode policy = description.at("/components/schemas/FailurePolicySpec/properties");
      assertThat(policy.at("/runFor/pattern").asText()).isNotEmpty();
      assertThat(policy.at("/failure/$ref").asText()).isEqualTo("#/components/schemas/Failure");
      everyReferenceIsDefined(description, description);
    }
  }

  private static void everyReferenceIsDefined(JsonNode root, JsonNode node) {
    if (node.has("$ref")) {
      String at = node.get("$ref").asText().substring(1);
      assertThat(root.at(at).isMissingNode()).as(at).isFalse();
    }
    node.forEach(child -> everyReferenceIsDefined(root, child));
  }

  @Test
  void onlyLoopbackIsListenedOn() {
    assertThatThrownBy(() ->
            ManagerOptions.DEFAULT.withListen(
                new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 2476)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("isn't a loopback address");
  }
}
