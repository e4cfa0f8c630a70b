package io.entropy.store.etcd;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.state.CommitLog;
import io.entropy.store.state.State;
import io.entropy.store.watch.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The way of commits to etcd: what has gathered while etcd was busy goes there in one transaction,
/// if it's within etcd's bounds. One thread sends at a time: the commit thread, or, to spare two
/// changes of thread, a writer that is alone. The monitor guards the fields; nobody holds it while
/// waiting for etcd.
///
/// When a group doesn't get in, nothing that was built on it does: each of those is told to run
/// again, or that etcd can't be reached.
final class EtcdLog implements CommitLog, AutoCloseable {
  private final Mirror mirror;
  private final Sender sender;
  private final ArrayDeque<PendingCommits> queue = new ArrayDeque<>();

  /// Appended and neither in the mirror nor failed.
  private int underWay;

  /// How often what was under way failed; and as it was when the writer's turn began.
  private long failures;

  /// Whether somebody sends.
  private boolean sending;

  /// Whether the commit thread found no more than one writer's work when it last took some.
  private boolean alone = true;

  private long failuresAtTurn;
  private long reloadsAtTurn;
  private boolean stopping;
  private final Thread thread;

  EtcdLog(Mirror mirror, Sender sender) {
    this.mirror = mirror;
    this.sender = sender;
    this.thread = Thread.ofPlatform().daemon().name("etcd-commit").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public synchronized State base(State tip) {
    failuresAtTurn = failures;
    if (underWay > 0) {
      return tip;
    }
    Mirror.Position position = mirror.position();
    reloadsAtTurn = position.reloads();
    return position.state();
  }

  @Override
  public Ticket append(State next, List<Commit> commits) {
    for (Commit commit : commits) {
      String reason = Group.tooLarge(commit);
      if (reason != null) {
        throw new StoreException(
            Code.TOO_LARGE, "the update is too large: %s. Use a batch".formatted(reason));
      }
    }
    Fence fence = Fence.SCOPE.isBound() ? Fence.SCOPE.get() : null;
    long base = next.version() - commits.size();
    synchronized (this) {
      if (failures != failuresAtTurn) {
        throw new LostRace();
      }
      var pending = new PendingCommits(base, reloadsAtTurn, commits, fence);
      underWay++;
      if (alone && !sending && queue.isEmpty()) {
        sending = true;
        return () -> {
          sendAll(new ArrayDeque<>(List.of(pending)));
          pending.await();
        };
      }
      queue.add(pending);
      notifyAll();
      return pending;
    }
  }

  private void run() {
    for (var work = take(); !work.isEmpty(); work = take()) {
      sendAll(work);
    }
  }

  private void sendAll(ArrayDeque<PendingCommits> work) {
    try {
      while (!work.isEmpty()) {
        send(work);
      }
    } finally {
      synchronized (this) {
        sending = false;
        notifyAll();
      }
    }
  }

  /// Waits for work, and is then the one who sends; none is the end.
  private synchronized ArrayDeque<PendingCommits> take() {
    while (sending || (queue.isEmpty() && !stopping)) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts the commit thread", e);
      }
    }
    var work = new ArrayDeque<>(queue);
    queue.clear();
    alone = work.size() <= 1;
    sending = !work.isEmpty();
    return work;
  }

  /// Sends as much of the work as goes into one group, and removes what's done or has failed.
  private void send(ArrayDeque<PendingCommits> work) {
    var group = new Group(mirror.position());
    List<PendingCommits> whole = new ArrayList<>();
    List<PendingCommits> parts = fill(group, work, whole);
    Outcome outcome = parts.isEmpty() ? new Outcome.Lost() : sent(group);
    switch (outcome) {
      case Outcome.Accepted _ -> {
        synchronized (this) {
          underWay -= whole.size();
        }
        whole.forEach(PendingCommits::complete);
      }
      case Outcome.Lost _ -> fail(work, group, parts, _ -> new LostRace());
      case Outcome.Fenced(var fences) ->
          fail(work, group, parts, p -> fences.contains(p.fence()) ? fenced() : new LostRace());
      case Outcome.Refused(var cause) -> fail(work, group, parts, _ -> unavailable(cause));
      case Outcome.Unknown(var cause) ->
          fail(work, group, parts, p -> parts.contains(p) ? unknown(cause) : unavailable(cause));
    }
  }

  private Outcome sent(Group group) {
    try {
      return sender.send(group);
    } catch (RuntimeException | Error e) {
      return new Outcome.Unknown(e);
    }
  }

  /// Moves work into the group: returns whom it has something of, and adds to `whole` whom it has
  /// the rest of. Those are taken off the work.
  private static List<PendingCommits> fill(
      Group group, ArrayDeque<PendingCommits> work, List<PendingCommits> whole) {
    List<PendingCommits> parts = new ArrayList<>();
    while (!work.isEmpty()) {
      PendingCommits pending = work.getFirst();
      if (pending.base() != group.version() || pending.reloads() != group.base().reloads()) {
        return parts;
      }
      Commit next = pending.next();
      while (next != null && group.add(next)) {
        pending.take();
        next = pending.next();
      }
      if (next != null && pending.base() == group.base().state().version()) {
        return parts; // had no room at all
      }
      group.fence(pending.fence());
      parts.add(pending);
      if (next != null) {
        return parts;
      }
      whole.add(work.remove());
    }
    return parts;
  }

  private void fail(
      ArrayDeque<PendingCommits> work,
      Group group,
      List<PendingCommits> parts,
      Function<PendingCommits, RuntimeException> error) {
    List<PendingCommits> failed = new ArrayList<>(parts);
    synchronized (this) {
      work.addAll(queue);
      queue.clear();
      underWay = 0;
      failures++;
    }
    work.stream().filter(pending -> !parts.contains(pending)).forEach(failed::add);
    work.clear();
    for (PendingCommits pending : failed) {
      pending.fail(error.apply(pending), pending.before(group));
    }
  }

  private static StoreException fenced() {
    return new StoreException(Code.FENCED, "the lease has ended: another one may have it now");
  }

  private static StoreException unavailable(Throwable cause) {
    return new StoreException(Code.UNAVAILABLE, "etcd: " + cause.getMessage(), cause);
  }

  private static StoreException unknown(Throwable cause) {
    return new StoreException(
        Code.OUTCOME_UNKNOWN,
        "the commit may be in etcd, now or soon: " + cause.getMessage(),
        cause);
  }

  /// Waits until everything that was appended is in etcd or has failed.
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
