package io.entropy.agent.injection;

import io.entropy.agent.session.Assignment;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.agent.session.Session;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that this agent injects: one [InjectionRun] for each injection, in a virtual thread
/// named `injection-<id>`. Any thread; its monitor guards which runs there are, and is never held
/// while something blocks.
///
/// An injection is carried out once: one that comes again after it's over has its last status
/// reported again, and one that an earlier process had begun is over with that process.
public final class InjectionSupervisor implements AssignmentSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InjectionSupervisor.class);
  private static final int REMEMBERED = 10_000;

  /// How long closing waits for all faults to be reverted: their leases have ended long before.
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final Supplies supplies;
  private final Map<String, Running> running = new HashMap<>();
  private final Map<String, InjectionStatus> over = new LinkedHashMap<>();
  private Set<String> begunBefore = Set.of();
  private boolean closed;

  private record Running(InjectionRun run, Thread thread) {}

  public InjectionSupervisor(Supplies supplies) {
    this.supplies = supplies;
  }

  /// What earlier processes have begun; before anything is assigned.
  public synchronized void begunBefore(Set<String> injectionIds) {
    begunBefore = Set.copyOf(injectionIds);
  }

  @Override
  public void complete(Set<Assignment> assignments) {
    Set<String> wanted = assignments.stream().map(Assignment::id).collect(Collectors.toSet());
    synchronized (this) {
      running.forEach((id, it) -> {
        if (!wanted.contains(id)) {
          it.run.tell(new Signal.End(EndReason.HALTED));
        }
      });
    }
    assignments.forEach(this::assign);
  }

  @Override
  public void assign(Assignment assignment) {
    again(assignment).ifPresent(status -> session().reportInjection(assignment.id(), status));
  }

  /// The last status of one that is over; else it runs now.
  private synchronized Optional<InjectionStatus> again(Assignment assignment) {
    String id = assignment.id();
    Running known = running.get(id);
    if (known != null) {
      known.run.tell(new Signal.Assigned(assignment));
    } else if (!over.containsKey(id) && wasBegun(assignment.injection())) {
      over(id, endedWithItsProcess(assignment.injection().getStatus()));
    } else if (!closed && !over.containsKey(id)) {
      start(assignment);
    }
    return Optional.ofNullable(over.get(id));
  }

  /// By a process before this one: that is on disk, or, where that was lost, the manager knows.
  private boolean wasBegun(Injection injection) {
    return begunBefore.contains(injection.getId())
        || injection.getStatus().getState().compareTo(InjectionState.READY) >= 0;
  }

  private static InjectionStatus endedWithItsProcess(InjectionStatus known) {
    return known.toBuilder()
        .setState(InjectionState.COMPLETE)
        .setEnd(EndReason.LEASE_LOST)
        .setMessage("the agent's process that had begun it has ended, and its fault with it")
        .build();
  }

  private void start(Assignment assignment) {
    String id = assignment.id();
    InjectionRun run = new InjectionRun(assignment, supplies, this::faultOf);
    String name = "injection-" + id.substring(0, Math.min(8, id.length()));
    Thread thread = supplies.timing().start(name, () -> run(id, run));
    running.put(id, new Running(run, thread));
  }

  private void run(String id, InjectionRun run) {
    try {
      over(id, run.run());
    } finally {
      forget(id);
    }
  }

  private synchronized void forget(String id) {
    running.remove(id);
  }

  private synchronized void over(String id, InjectionStatus last) {
    over.put(id, last);
    if (over.size() > REMEMBERED) {
      over.remove(over.keySet().iterator().next());
    }
  }

  private synchronized Optional<HeldFault> faultOf(String id) {
    return Optional.ofNullable(running.get(id)).flatMap(it -> it.run.held());
  }

  @Override
  public synchronized void end(String injectionId, EndReason reason) {
    Running known = running.get(injectionId);
    if (known != null) {
      known.run.tell(new Signal.End(reason));
    }
  }

  /// A container is new or has changed.
  public synchronized void target(Target changed) {
    running.values().stream()
        .filter(it -> it.run.concerns(changed))
        .forEach(it -> it.run.tell(new Signal.TargetChanged(changed)));
  }

  /// A container is gone.
  public synchronized void targetGone(String id) {
    running.values().forEach(it -> it.run.tell(new Signal.TargetGone(id)));
  }

  /// How many injections there are that aren't over.
  public synchronized int size() {
    return running.size();
  }

  private Session session() {
    return supplies.session();
  }

  /// Takes no more assignments, ends and reverts every fault, and waits for that, within bounds.
  @Override
  public void close() {
    List<Thread> threads = new ArrayList<>();
    synchronized (this) {
      closed = true;
      running.values().forEach(it -> it.run.tell(new Signal.End(EndReason.HALTED)));
      running.values().forEach(it -> threads.add(it.thread));
    }
    long deadline = System.nanoTime() + CLOSE_WITHIN.toNanos();
    for (Thread thread : threads) {
      if (!joined(thread, deadline)) {
        LOG.error("{} is still busy: run `entropy reap` once this process has ended", thread);
      }
    }
  }

  private static boolean joined(Thread thread, long deadline) {
    try {
      return thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
