package io.entropy.agent.remote;

import io.entropy.agent.injection.SystemTiming;
import io.entropy.agent.injection.Timing;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.agent.session.Session;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session with whichever manager leads, for as long as the agent lives: what is reported is kept
/// until one has taken it, and leases are refreshed only while one answers. Reports from any
/// thread; the rest from the one that opened it.
public final class RemoteSession implements Session, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteSession.class);

  private final Registration registration;
  private final Timing timing;
  private final Outbox outbox = new Outbox();
  private final SessionLoop loop;
  private final CompletableFuture<Optional<String>> refusal = new CompletableFuture<>();
  private final AtomicInteger leaked = new AtomicInteger();
  private @Nullable Thread thread;

  /// What a session is made of.
  ///
  /// @param managers those that are tried first; at least one
  /// @param name the node's; its host's when empty
  public record Parts(
      Function<ManagerAddress, ManagedChannel> channels,
      List<ManagerAddress> managers,
      String name,
      Map<String, String> labels,
      JoinListener listener) {}

  public RemoteSession(Parts parts) {
    this(parts, new SystemTiming(), RandomGenerator.getDefault());
  }

  RemoteSession(Parts parts, Timing timing, RandomGenerator random) {
    this.registration = new Registration(parts.name, parts.labels);
    this.loop =
        new SessionLoop(
            parts.channels, timing, new ManagerRing(parts.managers), random, parts.listener);
    this.timing = timing;
  }

  /// Joins a manager, from now on and again whenever it's lost; once the node is reported.
  public void join(AssignmentSink sink) {
    thread = timing.start("manager-session", () -> run(sink));
  }

  private void run(AssignmentSink sink) {
    try {
      refusal.complete(loop.run(registration, outbox, sink));
    } catch (RuntimeException | Error e) {
      LOG.error("the session has broken off", e);
      refusal.completeExceptionally(e);
    }
  }

  /// Waits until a manager refuses this agent for good.
  ///
  /// @return why; empty when the session was closed
  public Optional<String> awaitRefusal() throws InterruptedException {
    try {
      return refusal.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public boolean isAlive() {
    return loop.isAlive();
  }

  @Override
  public boolean outlivesAgent() {
    return true;
  }

  @Override
  public void reportNode(String nodeId, NodeStatus status) {
    registration.node(nodeId, status);
    outbox.node(status);
    loop.tell(new Note.Waiting());
  }

  @Override
  public void reportTargets(List<Target> complete) {
    outbox.targets(complete);
    loop.tell(new Note.Waiting());
  }

  @Override
  public void reportTarget(Target target) {
    outbox.target(target);
    loop.tell(new Note.Waiting());
  }

  @Override
  public void reportTargetGone(String id) {
    outbox.targetGone(id);
    loop.tell(new Note.Waiting());
  }

  @Override
  public void reportInjection(String id, InjectionStatus status) {
    if (status.getEnd() == EndReason.LEAKED) {
      leaked.incrementAndGet();
    }
    outbox.injection(id, status);
    loop.tell(new Note.Waiting());
  }

  /// How many faults could not be undone.
  public int leaked() {
    return leaked.get();
  }

  /// Reports what waits, within seconds, and leaves. Idempotent.
  @Override
  public void close() {
    loop.tell(new Note.Leave());
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
