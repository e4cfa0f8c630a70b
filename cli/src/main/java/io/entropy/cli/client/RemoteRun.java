package io.entropy.cli.client;

import io.entropy.agent.journal.Reaped;
import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.ListInjectionsRequest;
import io.entropy.api.v1.ListTargetsRequest;
import io.entropy.api.v1.PolicyRequest;
import io.entropy.api.v1.Target;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.cli.ManagerEndpoint;
import io.entropy.cli.run.RunHost;
import io.entropy.cli.run.SteadyStates;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.policy.Feasibility;
import io.entropy.policymanager.steadystate.SteadyStateWatch;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A run whose policy lives at a manager: created there, followed from here, removed in the end.
/// What it's about is mirrored into a store of this process, so that it's shown and judged as a run
/// here is. The main thread's.
public final class RemoteRun implements RunHost {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LAST_EVENTS_WITHIN = Duration.ofSeconds(5);

  private final ManagerClient client;
  private final Feasibility feasibility;
  private final SteadyTime clock = SteadyTime.start();
  private final Store store = new MemoryStore(clock, StoreLimits.DEFAULT.withWatchQueue(100_000));
  private final Mirror mirror = new Mirror(store);
  private @Nullable PolicyFollower follower;
  private @Nullable FailurePolicy created;
  private @Nullable Thread targets;
  private boolean closed;

  private RemoteRun(ManagerClient client, FailureModes modes) {
    this.client = client;
    this.feasibility = new Feasibility(modes);
  }

  public static RemoteRun at(ManagerEndpoint manager, FailureModes modes) {
    return new RemoteRun(ManagerClient.of(manager), modes);
  }

  /// Leaves a started policy there; the exit code.
  public static int detach(ManagerEndpoint manager, FailurePolicySpec spec) {
    try (ManagerClient client = ManagerClient.of(manager)) {
      FailurePolicy policy = create(client, spec, true);
      System.out.println(policy.getId());
      return ExitCode.OK;
    }
  }

  /// Every container on every node.
  public static List<Target> targets(ManagerEndpoint manager) {
    try (ManagerClient client = ManagerClient.of(manager)) {
      return targets(client);
    }
  }

  private static List<Target> targets(ManagerClient client) {
    return client
        .call(control -> control.listTargets(ListTargetsRequest.getDefaultInstance()))
        .getTargetsList();
  }

  private static FailurePolicy create(ManagerClient client, FailurePolicySpec spec, boolean start) {
    return client.call(control ->
        control.createPolicy(
            CreatePolicyRequest.newBuilder().setSpec(spec).setStart(start).build()));
  }

  @Override
  public void start() {
    mirror.targets(targets(client));
    targets = Thread.ofVirtual().name("remote-targets").start(this::followTargets);
  }

  /// One that is started later may be waited for.
  private void followTargets() {
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(1));
        mirror.targets(targets(client));
      }
    } catch (InterruptedException | RuntimeException _) {
      // Closed; or the manager is lost, which the run notices by itself.
    }
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Optional<String> objection(FailurePolicySpec spec) {
    return store.view(s -> feasibility.objection(spec, s.all(Kinds.TARGETS)));
  }

  @Override
  public FailurePolicy create(FailurePolicySpec spec) {
    FailurePolicy policy = create(client, spec, false);
    created = policy;
    mirror.policy(policy);
    follower = PolicyFollower.start(client, policy, mirror);
    return policy;
  }

  @Override
  public void start(FailurePolicy policy) {
    mirror.policy(client.call(control -> control.startPolicy(named(policy))));
  }

  @Override
  public void stop(FailurePolicy policy) {
    mirror.policy(client.call(control -> control.stopPolicy(named(policy))));
  }

  private static PolicyRequest named(FailurePolicy policy) {
    return PolicyRequest.newBuilder().setPolicy(policy.getId()).build();
  }

  @Override
  public void awaitReverted(FailurePolicy policy, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (anyIsLive(policy) && System.nanoTime() < end) {
      Thread.sleep(POLL);
    }
    mirror.policy(client.call(control -> control.getPolicy(named(policy))));
  }

  private boolean anyIsLive(FailurePolicy policy) {
    ListInjectionsRequest live =
        ListInjectionsRequest.newBuilder()
            .setPolicy(policy.getId())
            .setLive(true)
            .setLimit(1)
            .build();
    return client.call(control -> control.listInjections(live)).getInjectionsCount() > 0;
  }

  @Override
  public SteadyStateWatch steadyState(List<URI> urls, Duration control) {
    EventLog log = new EventLog("cli", clock, RandomGenerator.getDefault());
    return SteadyStates.watch(store, log, urls, control);
  }

  @Override
  public boolean isHere() {
    return false;
  }

  @Override
  public List<Reaped> reaped() {
    return List.of();
  }

  /// Removes the policy, which ends all of its faults.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (client;
        store) {
      if (targets != null) {
        targets.interrupt();
      }
      if (created != null) {
        remove(created);
      }
    }
  }

  private void remove(FailurePolicy policy) {
    try {
      client.call(control -> control.removePolicy(named(policy)));
    } catch (CommandException e) {
      System.err.println(
          "entropy: the policy %s is still there: %s".formatted(policy.getId(), e.getMessage()));
    }
    if (follower != null) {
      follower.awaitRemoved(LAST_EVENTS_WITHIN);
    }
  }
}
