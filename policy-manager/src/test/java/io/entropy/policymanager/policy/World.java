package io.entropy.policymanager.policy;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.cluster.ClusterControl;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// A controller with a store and a clock that stands still until it's moved.
final class World {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final VirtualTime time = new VirtualTime(START);
  final MemoryStore store = new MemoryStore(time);
  final EventLog log = new EventLog("test", time, new SplittableRandom(1));
  final TargetRecorder targets = new TargetRecorder(store);
  final PolicyControl control;
  final PolicyController controller;

  /// When each call of the controller's step was.
  final List<Instant> steps = new ArrayList<>();

  private Instant next = START;

  World(long idSeed) {
    this(idSeed, TestModes.MODES);
  }

  World(long idSeed, FailureModes modes) {
    control = new PolicyControl(store, modes, time, new SplittableRandom(idSeed), log);
    controller = new PolicyController(store, modes, log);
  }

  /// Bounds all policies together.
  void bound(Amount most) {
    new ClusterControl(store, log).update(0, ClusterBounds.newBuilder().setMaxActive(most).build());
  }

  World(List<Target> voters) {
    this(7);
    report(voters);
  }

  void report(List<Target> all) {
    targets.complete(TestTargets.NODE, all);
    next = time.instant(); // the loop is woken by what changes
  }

  static FailurePolicySpec.Builder everySecond() {
    return FailurePolicySpec.newBuilder()
        .setName("p")
        .setSeed(42)
        .setProbability(1)
        .setFrequency(ProtoTime.toProto(Duration.ofSeconds(1)))
        .setFailure(Failure.newBuilder().setMode("test_drop"))
        .setTarget(
            TargetSelector.newBuilder()
                .addRequirements(
                    Requirement.newBuilder()
                        .setKey("servicename")
                        .setOperator(Requirement.Operator.EQUALS)
                        .addValues("voter")));
  }

  String start(FailurePolicySpec.Builder spec) {
    String id = control.start(control.create(spec.build()).getId()).getId();
    next = time.instant();
    return id;
  }

  /// Runs the loop to `at` inclusive, waking when the controller asked to.
  void runTo(Instant at) {
    int still = 0;
    while (!next.isAfter(at)) {
      still = next.isAfter(time.instant()) ? 0 : still + 1;
      if (still > 10) {
        throw new AssertionError("the loop spins at " + time.instant());
      }
      time.advanceTo(next);
      steps.add(time.instant());
      next = controller.tick(time.instant());
    }
    time.advanceTo(at);
  }

  void runTo(Duration sinceStart) {
    runTo(START.plus(sinceStart));
  }

  /// The loop sleeps until then, whatever was due.
  void oversleepTo(Duration sinceStart) {
    time.advanceTo(START.plus(sinceStart));
    next = controller.tick(time.instant());
  }

  /// The agents end what is over, or whatever is still live.
  void endInjections(boolean all) {
    for (Injection i : injections()) {
      boolean over = i.getDesiredState().compareTo(InjectionState.COMPLETE) >= 0;
      if (ActiveFaults.isLive(i) && (all || over)) {
        report(i, InjectionState.COMPLETE, EndReason.ELAPSED);
      }
    }
  }

  void report(Injection injection, InjectionState state, EndReason end) {
    store.update(tx ->
        tx.update(
            Kinds.INJECTIONS,
            injection.toBuilder()
                .setStatus(injection.getStatus().toBuilder().setState(state).setEnd(end))
                .build()));
  }

  /// By begin, then id.
  List<Injection> injections() {
    return store.view(s -> s.all(Kinds.INJECTIONS)).stream()
        .sorted(
            Comparator.comparing((Injection i) -> ProtoTime.fromProto(i.getSpec().getBegins()))
                .thenComparing(Injection::getId))
        .toList();
  }

  List<EventSpec> events(String type) {
    return store.view(s -> s.findAfter(Kinds.EVENTS_BY_VERSION, "", Integer.MAX_VALUE)).stream()
        .map(Event::getSpec)
        .filter(e -> e.getType().equals(type))
        .toList();
  }

  FailurePolicyStatus status(String policyId) {
    return store
        .view(s -> s.get(Kinds.FAILURE_POLICIES, policyId))
        .map(FailurePolicy::getStatus)
        .orElseThrow();
  }

  static double number(EventSpec event, String field) {
    return event.getData().getFieldsOrThrow(field).getNumberValue();
  }

  static Duration beginOf(Injection injection) {
    return Duration.between(START, ProtoTime.fromProto(injection.getSpec().getBegins()));
  }
}
