package io.entropy.cli.standalone;

import io.entropy.agent.session.Assignment;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.policymanager.policy.PolicyController;
import io.entropy.policymanager.policy.PolicyLoop;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Goes once through all that lies between a policy's start and the order to the agent, on a store
/// of its own and for a container that doesn't exist: so that it's loaded and linked while the
/// command line is still being read. Orders nobody.
public final class Rehearsal {
  private static final String NAME = "rehearsal";
  private static final Duration AT_MOST = Duration.ofSeconds(1);

  private Rehearsal() {}

  /// Of a policy that makes this failure.
  public static void of(String mode, FailureModes modes) throws InterruptedException {
    SteadyTime clock = SteadyTime.start();
    RandomGenerator random = new SplittableRandom();
    EventLog log = new EventLog(NAME, clock, random);
    CountDownLatch ordered = new CountDownLatch(1);
    try (Store store = new MemoryStore(clock)) {
      StoreSession session =
          new StoreSession(
              store, new TargetRecorder(store), new InjectionStatusRecorder(store, log));
      session.reportTargets(List.of(target()));
      session.reportNode(
          NAME, NodeStatus.newBuilder().setState(NodeStatus.State.READY).setHostname(NAME).build());
      PolicyControl policies = new PolicyControl(store, modes, clock, random, log);
      try (AssignmentFeed _ = AssignmentFeed.start(store, clock, new Orders(ordered));
          PolicyLoop _ = PolicyLoop.start(new PolicyController(store, modes, log), store, clock)) {
        var _ = policies.start(policies.create(policy(mode)).getId());
        boolean _ = ordered.await(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private static Target target() {
    return Target.newBuilder()
        .setId(NAME)
        .setSpec(TargetSpec.newBuilder().setNodeId(NAME).setName(NAME).setKey(NAME))
        .setStatus(
            TargetStatus.newBuilder()
                .setState(TargetStatus.State.RUNNING)
                .setNetworkMode(NetworkMode.OWN))
        .build();
  }

  private static FailurePolicySpec policy(String mode) {
    return FailurePolicySpec.newBuilder()
        .setName(NAME)
        .setProbability(1)
        .setFrequency(ProtoTime.toProto(AT_MOST))
        .setDuration(ProtoTime.toProto(AT_MOST))
        .setFailure(Failure.newBuilder().setMode(mode))
        .setTarget(TargetSelector.newBuilder().setContainer(NAME))
        .build();
  }

  private record Orders(CountDownLatch ordered) implements AssignmentSink {
    @Override
    public void complete(Set<Assignment> assignments) {
      if (!assignments.isEmpty()) {
        ordered.countDown();
      }
    }

    @Override
    public void assign(Assignment assignment) {
      ordered.countDown();
    }

    @Override
    public void end(String injectionId, EndReason reason) {
      // There is nothing to end.
    }
  }
}
