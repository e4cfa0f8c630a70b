package io.entropy.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.agent.Agent;
import io.entropy.agent.journal.StateDir;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.AssignedInjection;
import io.entropy.api.v1.AssignmentChange;
import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionReport;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeFaults;
import io.entropy.injectors.spi.fake.FakeInjectorProvider;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.entropy.injectors.spi.mode.FailureModes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent and a manager over real sockets, with an engine and faults that are kept in memory.
final class RemoteAgentIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final ManagerChannels channels = new ManagerChannels();
  private final FakeContainerRuntime engine = new FakeContainerRuntime();
  private final FakeFaults faults = new FakeFaults(InstantSource.system());
  private final Target voter = FakeTargets.running("voter", Map.of());
  private LoopbackManager manager;

  @BeforeEach
  void start() throws Exception {
    engine.put(voter);
    manager = LoopbackManager.start();
  }

  @AfterEach
  void close() throws Exception {
    manager.close();
    channels.close();
    assertThat(faults.residue(voter.getId())).isEmpty();
  }

  private final class Joined implements AutoCloseable, JoinListener {
    private final RemoteSession session =
        new RemoteSession(
            new RemoteSession.Parts(
                channels::open, List.of(manager.address()), "", Map.of(), this));
    private final Agent agent;

    Joined(String id) throws Exception {
      int before = manager.calls.assignmentStreams();
      FailureModes modes = FailureModes.of(List.of(new FakeInjectorProvider(faults)));
      agent = Agent.start(new Agent.Parts(id, new StateDir(folder), engine, modes, session));
      session.join(agent.assignments());
      await().atMost(SOON).until(() -> manager.calls.assignmentStreams() > before);
    }

    @Override
    public void joined(ManagerAddress at) {}

    @Override
    public void lost(ManagerAddress at, String why, boolean served) {}

    @Override
    public void undelivered(int reports) {}

    @Override
    public void close() {
      agent.close();
      session.close();
    }
  }

  /// A minute from now, by a manager whose clock is an hour behind.
  private AssignmentsMessage aMinuteOf(String id) {
    InjectionSpec.Builder spec =
        InjectionSpec.newBuilder()
            .setTargetId(voter.getId())
            .setTargetKey("voter")
            .setBegins(ProtoTime.toProto(Instant.now().minusSeconds(3_600)))
            .setFailure(Failure.newBuilder().setMode("fake_drop"));
    return AssignmentsMessage.newBuilder()
        .setType(AssignmentsMessage.Type.COMPLETE)
        .setResultsIn("1")
        .addChanges(
            AssignmentChange.newBuilder()
                .setAssign(
                    AssignedInjection.newBuilder()
                        .setInjection(
                            Injection.newBuilder()
                                .setId(id)
                                .setDesiredState(InjectionState.RUNNING)
                                .setSpec(spec))
                        .setTimeLeft(ProtoTime.toProto(Duration.ofMinutes(1)))))
        .build();
  }

  private void awaitRunning(String id) {
    manager.calls.assign(aMinuteOf(id));
    await().atMost(SOON).until(() -> reached(id, InjectionState.RUNNING).isPresent());
    assertThat(faults.active(voter.getId())).isTrue();
  }

  private Optional<InjectionReport> reached(String id, InjectionState state) {
    return manager.calls.reports().stream()
        .filter(Report::hasInjection)
        .map(Report::getInjection)
        .filter(report -> report.getId().equals(id) && report.getStatus().getState() == state)
        .findFirst();
  }

  @Test
  void endsItsFaultAtItsLeaseWhenTheManagerIsKilledAndTellsTheNextOne() throws Exception {
    try (Joined _ = new Joined("5e551071")) {
      awaitRunning("i");
      ManagerAddress address = manager.address();
      manager.close();
      await().atMost(SOON).until(() -> !faults.active(voter.getId()));
      manager = LoopbackManager.startAt(address);
      await().atMost(SOON).until(() -> reached("i", InjectionState.COMPLETE).isPresent());
      assertThat(reached("i", InjectionState.COMPLETE).orElseThrow().getStatus().getEnd())
          .isEqualTo(EndReason.LEASE_LOST);
    }
  }

  @Test
  void revertsAndReportsEverythingWhenItEnds() throws Exception {
    try (Joined _ = new Joined("5e551071")) {
      awaitRunning("i");
    }
    assertThat(faults.active(voter.getId())).isFalse();
    assertThat(reached("i", InjectionState.COMPLETE).orElseThrow().getStatus().getEnd())
        .isEqualTo(EndReason.HALTED);
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void startsNothingTwiceThoughTheManagerAsksItsNextProcess() throws Exception {
    try (Joined _ = new Joined("5e551071")) {
      awaitRunning("i");
    }
    int calls = faults.calls().size();
    try (Joined _ = new Joined("5e551072")) {
      int before = manager.calls.reports().size();
      manager.calls.assign(aMinuteOf("i"));
      await()
          .atMost(SOON)
          .until(() ->
              manager.calls.reports().stream()
                  .skip(before)
                  .anyMatch(r ->
                      r.getInjection().getId().equals("i")
                          && r.getInjection().getStatus().getEnd() == EndReason.LEASE_LOST));
    }
    assertThat(faults.calls()).hasSize(calls);
  }
}
