package io.entropy.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.e2e.safety.Eventually;
import io.entropy.e2e.safety.Tables;
import io.entropy.e2e.safety.UdpFlow;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A manager and its agent make a fault together; the fault doesn't outlive the manager by more
/// than its lease, and both go on when a manager is back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagerLossIT {
  /// Of a fault of which no manager knows any more, and what a busy machine may add until we see
  /// it.
  private static final Duration LEASE_AND_SLACK = Duration.ofSeconds(3 + 2);

  /// Where a JVM has to start, or a busy machine may take its time.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private TestEngine engine;
  private TestContainer victim;
  private TestContainer peer;
  private Platform platform;

  @BeforeAll
  void startContainers() throws IOException {
    engine = TestEngine.open();
    victim = engine.container();
    peer = engine.container();
  }

  @AfterAll
  void removeContainers() {
    engine.close();
  }

  @BeforeEach
  void open() throws IOException {
    platform = Platform.open();
  }

  @AfterEach
  void close() throws IOException {
    platform.close();
    assertThat(Tables.in(victim)).isEmpty();
  }

  @Test
  void aFaultEndsAtItsLeaseWhenItsManagerIsKilledAndTheAgentJoinsTheNextOne() throws Exception {
    EntropyProcess first = platform.manager();
    EntropyProcess agent = platform.agent();
    awaitTarget();
    try (UdpFlow flow = UdpFlow.between(peer, victim)) {
      flow.assertFlows();
      String created = platform.rest("POST", "/v1/policies", policy());
      assertThat(created).contains("\"state\":\"STARTED\"");
      Duration _ =
          Eventually.within(
              PATIENCE, "a fault is in force", () -> Tables.anyActive(Tables.in(victim)));
      flow.assertIsCut();
      everybodyIsTold();

      first.kill();
      Duration _ =
          Eventually.within(
              LEASE_AND_SLACK, "it's over", () -> !Tables.anyActive(Tables.in(victim)));
      flow.assertFlows();
      Duration _ =
          Eventually.within(PATIENCE, "the table is gone", () -> Tables.in(victim).isEmpty());

      EntropyProcess second = platform.manager();
      whatWasSaidIsKnown(agent);
      flow.assertFlows();
      aRunLeavesNothing();
      flow.assertFlows();
      end(agent, 0);
      end(second, 143);
    }
  }

  /// One fault, for longer than this test takes.
  private String policy() {
    return """
    {"start": true, "spec": {
      "name": "cut", "target": {"container": "%s"}, "failure": {"mode": "recv_drop"},
      "probability": 1, "frequency": "600s"}}\
    """
        .formatted(victim.name());
  }

  private void awaitTarget() throws InterruptedException {
    Duration _ =
        Eventually.within(
            PATIENCE,
            "the manager knows the container",
            () -> answers("/v1/targets").contains(victim.id()));
  }

  private String answers(String path) {
    try {
      return platform.rest("GET", path, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private void everybodyIsTold() throws Exception {
    Duration _ =
        Eventually.within(
            PATIENCE,
            "the manager is told that the fault was found in force",
            () -> answers("/v1/injections").contains("\"state\":\"RUNNING\""));
    assertThat(platform.command("policy", "ls"))
        .containsPattern("(?m)^\\S+ +cut +recv_drop +container \\S+ +10m +1 +started +1$");
    assertThat(platform.command("lsi", "--live")).contains(victim.name(), "recv_drop", "running");
    assertThat(platform.command("events", "-o", "json"))
        .contains("io.entropy.node.joined", "io.entropy.policy.created", "injection.verified");
    assertThat(answers("/v1/nodes")).contains("\"name\":\"n1\"", "\"state\":\"READY\"");
  }

  /// By the manager that was started after the loss: from its store, and from the agent.
  private void whatWasSaidIsKnown(EntropyProcess agent) throws Exception {
    Duration _ =
        Eventually.within(
            PATIENCE,
            "the agent tells how the fault ended",
            () -> answers("/v1/injections").contains("\"state\":\"COMPLETE\""));
    assertThat(agent.err()).filteredOn(l -> l.contains("joined the manager")).hasSize(2);
    assertThat(agent.err()).filteredOn(l -> l.contains("lost the manager")).hasSize(1);
    assertThat(platform.command("events", "-o", "json", "--filter", "policy=cut"))
        .contains("injection.verified", "injection.expired");
    assertThat(platform.rest("POST", "/v1/policies/cut:stop", "")).contains("STOPPED");
  }

  private void aRunLeavesNothing() throws Exception {
    String summary =
        platform.command(
            "run", "-t", engine.label(), "-f", "1s", "-p", "1", "--for", "3s", "recv_drop");
    assertThat(summary).contains("injection", "recv_drop");
    assertThat(platform.rest("GET", "/v1/policies", ""))
        .as("its policy is removed")
        .contains("\"name\":\"cut\"")
        .containsOnlyOnce("\"name\":");
    assertThat(Tables.in(victim)).isEmpty();
  }

  private static void end(EntropyProcess process, int exitCode) throws InterruptedException {
    process.signal("TERM");
    assertThat(process.awaitExit()).as(process.everything()).isEqualTo(exitCode);
  }
}
