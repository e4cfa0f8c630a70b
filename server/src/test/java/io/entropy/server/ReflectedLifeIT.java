package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entropy.api.v1.InjectionState;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole life of a policy by a client that learns of every type from the manager itself.
final class ReflectedLifeIT {
  private static final String CONTROL = "entropy.v1.Control/";

  private final ObjectMapper json = new ObjectMapper();
  private ManagerFixture manager;
  private ReflectedClient client;

  @BeforeEach
  void open() throws Exception {
    manager = ManagerFixture.start();
    client = new ReflectedClient(manager.manager.address().getPort());
  }

  @AfterEach
  void close() {
    client.close();
    manager.close();
  }

  @Test
  void aPolicyLivesByReflectionAndItsEventsComeAsAStream() throws Exception {
    assertThat(client.services()).contains("entropy.v1.Control", "entropy.v1.Events");
    FakeAgent agent = FakeAgent.join(manager, "n1");
    agent.report(FakeAgent.target("n1", "voter"));
    var assignments = agent.assignments();
    var _ = assignments.next();

    String created =
        client.call(
            CONTROL + "CreatePolicy",
            "{\"start\": true, \"spec\": %s}".formatted(Requests.json("p", "60s")));
    assertThat(json.readTree(created).at("/status/state").asText()).isEqualTo("STARTED");
    String id = assignments.next().getChanges(0).getAssign().getInjection().getId();
    agent.report(id, InjectionState.RUNNING);
    assertThat(client.call(CONTROL + "ListInjections", "{\"live\": true}")).contains(id, "RUNNING");

    assertThat(client.call(CONTROL + "StopPolicy", "{\"policy\": \"p\"}")).contains("STOPPED");
    var _ = assignments.next();
    agent.report(id, InjectionState.COMPLETE);
    assertThat(client.call(CONTROL + "RemovePolicy", "{\"policy\": \"p\"}")).isEqualTo("{}");
    assertThatThrownBy(() -> client.call(CONTROL + "GetPolicy", "{\"policy\": \"p\"}"))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("NOT_FOUND");
    assertThat(told())
        .containsSubsequence(
            "policy.created",
            "policy.started",
            "injection.requested",
            "injection.verified",
            "policy.stopped",
            "injection.reverted",
            "policy.removed");
  }

  private List<String> told() throws Exception {
    try (Stream<String> events =
        client.stream(
            "entropy.v1.Events/Subscribe", "{\"after\": \"oldest\", \"follow\": false}")) {
      return events.map(this::type).filter(type -> !type.isEmpty()).toList();
    }
  }

  private String type(String message) {
    try {
      return json.readTree(message).at("/event/spec/type").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
