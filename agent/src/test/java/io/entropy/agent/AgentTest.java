package io.entropy.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.agent.injection.RecordingSession;
import io.entropy.agent.journal.Journal;
import io.entropy.agent.journal.Reaped;
import io.entropy.agent.journal.StateDir;
import io.entropy.agent.session.Assignment;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeFaults;
import io.entropy.injectors.spi.fake.FakeInjectorProvider;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.entropy.injectors.spi.mode.FailureModes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentTest {
  @TempDir Path folder;

  private final FakeContainerRuntime engine = new FakeContainerRuntime();
  private final FakeFaults faults = new FakeFaults(InstantSource.system());
  private final RecordingSession session = new RecordingSession();
  private final CountDownLatch running = new CountDownLatch(1);
  private final Target voter = FakeTargets.running("voter", Map.of());

  private Agent start() throws Exception {
    RunningLatch latching = new RunningLatch();
    FailureModes modes = FailureModes.of(List.of(new FakeInjectorProvider(faults)));
    return Agent.start(new Agent.Parts("5e551071", new StateDir(folder), engine, modes, latching));
  }

  /// Opens the latch at the first fault that runs.
  private final class RunningLatch extends ForwardingSession {
    RunningLatch() {
      super(session);
    }

    @Override
    public void reportInjection(String id, InjectionStatus status) {
      super.reportInjection(id, status);
      if (status.getState() == InjectionState.RUNNING) {
        running.countDown();
      }
    }
  }

  private Assignment tenSeconds(String id) {
    Injection injection =
        Injection.newBuilder()
            .setId(id)
            .setDesiredState(InjectionState.RUNNING)
            .setSpec(
                InjectionSpec.newBuilder()
                    .setTargetId(voter.getId())
                    .setTargetKey("voter")
                    .setFailure(Failure.newBuilder().setMode("fake_drop")))
            .build();
    return new Assignment(injection, Duration.ZERO, Duration.ofSeconds(10));
  }

  @Test
  void reportsNodeAndTargetsBeforeItTakesAssignments() throws Exception {
    engine.put(voter);
    try (Agent _ = start()) {
      assertThat(session.complete()).hasSize(1);
      NodeStatus node = session.nodes().getFirst();
      assertThat(node.getState()).isEqualTo(NodeStatus.State.READY);
    }
  }

  @Test
  void reportsTheMechanismsOfItsHostOnceTheyAreFound() throws Exception {
    try (Agent _ = start()) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (session.nodes().getLast().getMechanismsCount() == 0 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(session.nodes().getLast().getMechanismsList())
          .extracting("name")
          .containsExactly("memory");
    }
  }

  @Test
  void revertsEveryFaultWhenItCloses() throws Exception {
    engine.put(voter);
    try (Agent agent = start()) {
      agent.assignments().assign(tenSeconds("a"));
      running.await();
      assertThat(faults.active(voter.getId())).isTrue();
    }
    assertThat(faults.residue(voter.getId())).isEmpty();
    assertThat(session.last("a").getEnd()).isEqualTo(EndReason.HALTED);
    assertThat(folder.resolve("journal")).isEmptyDirectory();
    assertThat(engine.followers()).isZero();
  }

  @Test
  void clearsStraysOfDeadProcessesAtItsStart() throws Exception {
    Undo stray = new Undo("a", "dead0001", "fake_drop", voter.getId(), "voter", Map.of());
    try (Journal dead = Journal.create(new StateDir(folder), "dead0001")) {
      dead.undo(stray);
    }
    try (Agent agent = start()) {
      assertThat(agent.strays())
          .containsExactly(new Reaped.Undone(stray, new Reverted.Nothing("it isn't there")));
    }
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void leavesNothingBehindWhenThereIsNoEngine() {
    engine.disappear();
    assertThatThrownBy(this::start).isInstanceOf(RuntimeUnavailableException.class);
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }
}
