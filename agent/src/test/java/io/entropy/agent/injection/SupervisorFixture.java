package io.entropy.agent.injection;

import io.entropy.agent.journal.Journal;
import io.entropy.agent.journal.StateDir;
import io.entropy.agent.session.Assignment;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.RestartBehavior;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeFaults;
import io.entropy.injectors.spi.fake.FakeInjectorProvider;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.entropy.injectors.spi.fake.Step;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A supervisor on virtual time, with fake faults, one running container, and a journal.
final class SupervisorFixture {
  final Path folder;
  final VirtualTiming time = new VirtualTiming();
  final FakeFaults faults = new FakeFaults(time);
  final FakeContainerRuntime engine = new FakeContainerRuntime();
  final RecordingSession session = new RecordingSession();
  final Target voter = FakeTargets.running("voter", Map.of());
  final Journal journal;
  final InjectionSupervisor supervisor;

  SupervisorFixture(Path folder) throws IOException {
    this.folder = folder;
    engine.put(voter);
    journal = Journal.create(new StateDir(folder), "5e551071");
    FailureModes modes =
        FailureModes.of(
            List.of(
                new FakeInjectorProvider(faults),
                new FakeInjectorProvider(FakeInjectorProvider.INSTANT, faults)));
    Injectors injectors = new Injectors(modes, new InjectorContext("5e551071", engine));
    supervisor =
        new InjectionSupervisor(new Supplies(session, injectors, journal, engine::inspect, time));
  }

  /// One that begins at once and lasts a second.
  static InjectionSpec.Builder spec(Target target) {
    return InjectionSpec.newBuilder()
        .setTargetId(target.getId())
        .setTargetKey(target.getSpec().getKey())
        .setFailure(Failure.newBuilder().setMode("fake_drop"))
        .setOnRestart(RestartBehavior.FOLLOW)
        .setDuration(ProtoTime.toProto(Duration.ofSeconds(1)));
  }

  static Assignment assignment(
      String id, InjectionSpec.Builder spec, Duration beginsIn, Duration timeLeft) {
    Injection injection =
        Injection.newBuilder()
            .setId(id)
            .setSpec(spec)
            .setDesiredState(InjectionState.RUNNING)
            .build();
    return new Assignment(injection, beginsIn, timeLeft);
  }

  /// Assigned now, and as far as it gets without time passing.
  void assign(String id, Duration beginsIn, Duration timeLeft) {
    assign(assignment(id, spec(voter), beginsIn, timeLeft));
  }

  void assign(Assignment assignment) {
    supervisor.assign(assignment);
    time.awaitIdle();
  }

  /// The steps that the injector was asked for, for one injection.
  List<Step> steps(String id) {
    return faults.calls().stream()
        .filter(call -> call.injectionId().equals(id))
        .map(FakeFaults.Call::step)
        .toList();
  }

  /// The container's process ends, and the supervisor is told.
  void die() throws Exception {
    engine.die(voter.getId());
    supervisor.target(engine.inspect(voter.getId()).orElseThrow());
    time.awaitIdle();
  }

  /// It's started again, as another process.
  void startAgain() throws Exception {
    Target.Builder again = voter.toBuilder();
    again.getStatusBuilder().setPid(voter.getStatus().getPid() + 1);
    engine.start(again.build());
    supervisor.target(engine.inspect(voter.getId()).orElseThrow());
    time.awaitIdle();
  }

  /// When a fault of one second is reverted for the n-th time, from 0.
  static Duration attemptTime(int attempt) {
    return Duration.ofMillis(1000L + new long[] {0, 50, 200, 650, 2000}[attempt]);
  }

  String journalText() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }
}
