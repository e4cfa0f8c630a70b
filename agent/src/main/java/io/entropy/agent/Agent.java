package io.entropy.agent;

import io.entropy.agent.injection.InjectionSupervisor;
import io.entropy.agent.injection.Injectors;
import io.entropy.agent.injection.Supplies;
import io.entropy.agent.injection.SystemTiming;
import io.entropy.agent.journal.Begun;
import io.entropy.agent.journal.Journal;
import io.entropy.agent.journal.Reaped;
import io.entropy.agent.journal.Reaper;
import io.entropy.agent.journal.StateDir;
import io.entropy.agent.runtime.TargetWatcher;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.agent.session.Session;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An agent at work: one engine's targets are watched, and what is assigned is injected.
///
/// Starting takes the caller's thread; meanwhile another one reverts strays of dead processes. When
/// it returns, the session has the node and all targets, and assignments are taken; which
/// mechanisms the host has is reported a little later. Closing reverts every fault before it
/// returns; the runtime stays the caller's.
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /// Trying every mechanism keeps two CPUs busy for tens of milliseconds, which a first fault
  /// needs.
  private static final long PROBE_AFTER_MILLIS = 500;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Journal journal;
  private final InjectorContext context;
  private final InjectionSupervisor supervisor;
  private final TargetWatcher watcher;
  private final List<Reaped> strays;

  private Agent(
      Journal journal,
      InjectorContext context,
      InjectionSupervisor supervisor,
      TargetWatcher watcher,
      List<Reaped> strays) {
    this.journal = journal;
    this.context = context;
    this.supervisor = supervisor;
    this.watcher = watcher;
    this.strays = strays;
  }

  /// What an agent is made of.
  ///
  /// @param sessionId eight hexadecimal digits, new for every process
  public record Parts(
      String sessionId,
      StateDir stateDir,
      ContainerRuntime runtime,
      FailureModes modes,
      Session session) {}

  /// Starts one.
  ///
  /// @throws RuntimeUnavailableException when the engine can't be reached
  /// @throws IOException when the state folder can't be used
  public static Agent start(Parts parts) throws RuntimeUnavailableException, IOException {
    Journal journal = Journal.create(parts.stateDir, parts.sessionId);
    InjectorContext context = new InjectorContext(parts.sessionId, parts.runtime);
    Injectors injectors = new Injectors(parts.modes, context);
    FutureTask<List<Reaped>> reaping =
        new FutureTask<>(() -> new Reaper(parts.stateDir, injectors::find).reap());
    Thread.ofPlatform().name("agent-reap").daemon().start(reaping);

    NodeReporter node = new NodeReporter(parts.session);
    TargetWatcher watcher = new TargetWatcher(parts.runtime, node);
    Supplies supplies =
        new Supplies(parts.session, injectors, journal, watcher::resolve, new SystemTiming());
    InjectionSupervisor supervisor = new InjectionSupervisor(supplies);
    node.tells(supervisor);
    Agent agent;
    try {
      if (parts.session.outlivesAgent()) {
        journal.remember();
      }
      watcher.start();
      List<Reaped> strays = get(reaping);
      if (parts.session.outlivesAgent()) {
        supervisor.begunBefore(Begun.read(parts.stateDir));
      }
      if (parts.session.outlivesAgent()) {
        node.ready(parts.runtime.nodeId(), parts.runtime.info());
      } else {
        node.ready(parts.runtime.nodeId()); // the first fault doesn't wait for the rest
      }
      agent = new Agent(journal, context, supervisor, watcher, strays);
      CountDownLatch closing = agent.closing;
      Thread.ofPlatform()
          .name("agent-probe")
          .daemon()
          .start(() -> probeUnless(closing, parts.runtime, injectors, node));
    } catch (RuntimeUnavailableException | IOException | RuntimeException e) {
      reaping.cancel(false);
      closeAll(List.of(watcher, journal, context));
      throw e;
    }
    return agent;
  }

  private static void probeUnless(
      CountDownLatch closing, ContainerRuntime runtime, Injectors injectors, NodeReporter node) {
    try {
      if (closing.await(PROBE_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      node.found(runtime.info(), injectors.probe());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeUnavailableException | RuntimeException e) {
      LOG.debug("what was found of this host can't be told", e); // the engine or session has ended
    }
  }

  private static List<Reaped> get(FutureTask<List<Reaped>> reaping) throws IOException {
    try {
      return reaping.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  public AssignmentSink assignments() {
    return supervisor;
  }

  /// What was left by dead processes, and what became of it.
  public List<Reaped> strays() {
    return strays;
  }

  /// Idempotent; takes a few seconds at most.
  @Override
  public void close() {
    closing.countDown();
    closeAll(List.of(supervisor, watcher, journal, context));
  }

  /// In order; one that fails doesn't keep the others open.
  private static void closeAll(List<? extends AutoCloseable> parts) {
    RuntimeException failures = new IllegalStateException("not everything could be closed");
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        failures.addSuppressed(e);
      }
    }
    if (failures.getSuppressed().length > 0) {
      throw failures;
    }
  }
}
