package io.entropy.cli.standalone;

import io.entropy.agent.Agent;
import io.entropy.agent.journal.Reaped;
import io.entropy.agent.journal.StateDir;
import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.cli.run.RunHost;
import io.entropy.cli.run.SteadyStates;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.policymanager.policy.PolicyController;
import io.entropy.policymanager.policy.PolicyLoop;
import io.entropy.policymanager.steadystate.SteadyStateWatch;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Manager and agent in one process on the local engine: an in-memory store, the policy loop, an
/// agent, and the feed from one to the other. Opened, started and closed by the main thread.
public final class Standalone implements RunHost {
  private final ContainerRuntime runtime;
  private final StateDir stateDir;
  private final FailureModes modes;
  private final SteadyTime clock = SteadyTime.start();
  private final RandomGenerator random = new SplittableRandom();
  private final Store store = new MemoryStore(clock, StoreLimits.DEFAULT.withWatchQueue(100_000));
  private final EventLog log = new EventLog("policy-manager", clock, random);
  private final PolicyControl policies;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private List<Reaped> reaped = List.of();

  private Standalone(ContainerRuntime runtime, FailureModes modes, StateDir stateDir) {
    this.runtime = runtime;
    this.stateDir = stateDir;
    this.modes = modes;
    this.policies = new PolicyControl(store, modes, clock, random, log);
  }

  /// One for an engine that was opened already; closes it in the end.
  public static Standalone on(ContainerRuntime runtime, FailureModes modes, StateDir stateDir) {
    return new Standalone(runtime, modes, stateDir);
  }

  /// Reverts strays, looks at all containers, and takes up work.
  @Override
  public void start() throws RuntimeUnavailableException, IOException {
    EventLog agentLog = new EventLog("agent", clock, random);
    StoreSession session =
        new StoreSession(
            store, new TargetRecorder(store), new InjectionStatusRecorder(store, agentLog));
    String id = HexFormat.of().toHexDigits(random.nextInt());
    Agent agent = Agent.start(new Agent.Parts(id, stateDir, runtime, modes, session));
    running.push(agent);
    reaped = agent.strays();
    running.push(AssignmentFeed.start(store, clock, agent.assignments()));
    running.push(PolicyLoop.start(new PolicyController(store, modes, log), store, clock));
  }

  @Override
  public Store store() {
    return store;
  }

  public PolicyControl policies() {
    return policies;
  }

  @Override
  public Optional<String> objection(FailurePolicySpec spec) {
    return policies.objection(spec);
  }

  @Override
  public FailurePolicy create(FailurePolicySpec spec) {
    return policies.create(spec);
  }

  @Override
  public void start(FailurePolicy policy) {
    FailurePolicy _ = policies.start(policy.getId());
  }

  @Override
  public void stop(FailurePolicy policy) {
    policies.stop(policy.getId());
  }

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public List<Reaped> reaped() {
    return reaped;
  }

  @Override
  public SteadyStateWatch steadyState(List<URI> urls, Duration control) {
    return SteadyStates.watch(store, log, urls, control);
  }

  /// Their leases bound that; reverting is what takes the time.
  @Override
  public void awaitReverted(FailurePolicy policy, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    var from =
        store.viewAndWatch(
            s -> s.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE).isEmpty(),
            WatchFilter.of(Kinds.INJECTIONS));
    boolean none = from.view();
    try (Watch watch = from.watch()) {
      while (!none && System.nanoTime() < end) {
        @Nullable WatchEvent event =
            watch.poll(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        none = store.view(s -> s.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE).isEmpty());
        if (event instanceof WatchEvent.Closed) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("entropy: while ending: " + e.getMessage());
      }
    }
    store.close();
    runtime.close();
  }
}
