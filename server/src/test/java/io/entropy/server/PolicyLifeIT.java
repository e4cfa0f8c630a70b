package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeStatus;
import io.entropy.store.model.Kinds;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole life of a policy over REST and server-sent events, with an agent on the other side.
final class PolicyLifeIT {
  private ManagerFixture manager;

  @BeforeEach
  void open() throws Exception {
    manager = ManagerFixture.start();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void startPolicy() throws Exception {
    var created =
        manager.send(
            "POST",
            "/v1/policies",
            "{\"start\": true, \"spec\": %s}".formatted(Requests.json("p", "60s")));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
  }

  @Test
  void aPolicyLivesByRestAndItsEventsComeAsServerSentEvents() throws Exception {
    try (Stream<String> stream =
        manager.lines("/v1/events?after=oldest&type=policy.*&type=injection.*")) {
      FakeAgent agent = FakeAgent.join(manager, "n1");
      agent.report(FakeAgent.target("n1", "voter"));
      Iterator<AssignmentsMessage> assignments = agent.assignments();
      assertThat(assignments.next().getChangesList()).isEmpty();

      HttpResponse<String> created =
          manager.send(
              "POST", "/v1/policies", "{\"spec\": %s}".formatted(Requests.json("p", "60s")));
      assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
      assertThat(created.body()).contains("\"state\":\"CREATED\"", "\"seed\":");
      assertThat(manager.send("POST", "/v1/policies/p:start", "").body()).contains("STARTED");

      var assigned = assignments.next();
      assertThat(assigned.getAppliesTo()).isEqualTo("1");
      var injection = assigned.getChanges(0).getAssign();
      assertThat(injection.getTimeLeft().getSeconds()).isBetween(30L, 60L);
      String id = injection.getInjection().getId();
      agent.report(id, InjectionState.RUNNING);
      assertThat(manager.get("/v1/injections?live=true&policy=p").body()).contains(id, "RUNNING");

      assertThat(manager.send("POST", "/v1/policies/p:stop", "").body()).contains("STOPPED");
      assertThat(assignments.next().getChanges(0).getEnd().getInjectionId()).isEqualTo(id);
      agent.report(id, InjectionState.COMPLETE);
      assertThat(manager.get("/v1/injections/" + id).body()).contains("COMPLETE");
      assertThat(manager.send("DELETE", "/v1/policies/p", "").statusCode()).isEqualTo(200);
      assertThat(manager.get("/v1/policies/p").statusCode()).isEqualTo(404);

      List<String> told =
          stream
              .filter(line -> line.startsWith("event: io"))
              .map(line -> line.substring("event: io.entropy.".length()))
              .takeWhile(type -> !type.equals("policy.removed"))
              .toList();
      assertThat(told)
          .containsExactly(
              "policy.created",
              "policy.started",
              "injection.requested",
              "injection.applied",
              "injection.verified",
              "policy.stopped",
              "injection.reverted");
    }
  }

  @Test
  void haltingEndsEverythingAndRefusesUntilResumed() throws Exception {
    FakeAgent agent = FakeAgent.join(manager, "n1");
    agent.report(FakeAgent.target("n1", "voter"));
    Iterator<AssignmentsMessage> assignments = agent.assignments();
    var _ = assignments.next();
    startPolicy();
    var _ = assignments.next();
    assertThat(manager.send("POST", "/v1/halt", "{\"reason\": \"enough\"}").body())
        .contains("\"policiesStopped\":1", "\"injectionsEnded\":1");
    assertThat(assignments.next().getChanges(0).hasEnd()).isTrue();
    assertThat(manager.get("/v1/cluster").body()).contains("enough", "\"protocol\":1");
    HttpResponse<String> refused = manager.send("POST", "/v1/policies/p:start", "");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("FAILED_PRECONDITION", "halted since", "(enough)");
    assertThat(manager.send("POST", "/v1/resume", "{}").statusCode()).isEqualTo(200);
    assertThat(manager.send("POST", "/v1/policies/p:start", "").statusCode()).isEqualTo(200);
  }

  @Test
  void reportsOfAnotherNodesThingsAreRefusedAndChangeNothing() throws Exception {
    FakeAgent one = FakeAgent.join(manager, "n1");
    FakeAgent two = FakeAgent.join(manager, "n2");
    one.report(FakeAgent.target("n1", "voter"));
    var assignments = one.assignments();
    var _ = assignments.next();
    startPolicy();
    String id = assignments.next().getChanges(0).getAssign().getInjection().getId();
    assertThatThrownBy(() -> two.report(id, InjectionState.COMPLETE))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("which is node n1's");
    assertThatThrownBy(() -> two.report(FakeAgent.target("n1", "other")))
        .hasMessageContaining("PERMISSION_DENIED");
    assertThat(manager.store.view(s -> s.get(Kinds.INJECTIONS, id)).orElseThrow().getStatus())
        .satisfies(s -> assertThat(s.getState()).isEqualTo(InjectionState.ASSIGNED));
    assertThat(manager.store.<Integer>view(s -> s.count(Kinds.TARGETS))).isOne();
  }

  @Test
  void aNodeThatFallsSilentIsDownAndComesBack() throws Exception {
    try (ManagerFixture quick = ManagerFixture.start(Duration.ofMillis(100))) {
      FakeAgent agent = FakeAgent.join(quick, "n1");
      agent.heartbeat();
      assertThatThrownBy(agent::awaitEnd)
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("nothing was heard of node n1");
      await().until(() -> node(quick).getStatus().getState() == NodeStatus.State.DOWN);
      assertThat(node(quick).getStatus().getAway()).isTrue();
      assertThatThrownBy(agent::heartbeat).hasMessageContaining("FAILED_PRECONDITION");
      var _ = FakeAgent.join(quick, "n1");
      assertThat(quick.get("/v1/nodes/host-n1").body()).contains("\"state\":\"READY\"");
      assertThat(quick.get("/v1/events?after=oldest&follow=false&type=node.*").body())
          .contains("node.joined", "node.down", "node.returned");
    }
  }

  private static Node node(ManagerFixture of) {
    return of.store.view(s -> s.get(Kinds.NODES, "n1")).orElseThrow();
  }

  @Test
  void aNewerSessionOfTheSameNodeEndsTheOlder() {
    FakeAgent older = FakeAgent.join(manager, "n1");
    var _ = FakeAgent.join(manager, "n1");
    assertThatThrownBy(older::awaitEnd).hasMessageContaining("node n1 has a newer session");
    assertThatThrownBy(older::heartbeat).hasMessageContaining("there is no such session");
  }

  @Test
  void anotherProtocolIsRefusedWithBothVersions() {
    assertThatThrownBy(
            () -> FakeAgent.call(manager, FakeAgent.request("n1").setProtocol(7).build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("FAILED_PRECONDITION")
        .hasMessageContaining("speaks protocol 7, this manager protocol 1");
    assertThatThrownBy(() -> FakeAgent.call(manager, FakeAgent.request("").build()))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("node_id");
    assertThat(manager.store.<Integer>view(s -> s.count(Kinds.NODES))).isZero();
  }
}
