package io.entropy.store.embedded;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.model.Kinds;
import io.entropy.store.state.CommitLog;
import io.entropy.store.state.Head;
import io.entropy.store.state.State;
import io.entropy.store.state.Writer;
import io.entropy.store.watch.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one thread that writes: it takes all commits that have come while the disk was busy, makes
/// them durable in one go, notes the version, shows them, and only then lets their writers return.
///
/// When a group can't be written it fails as a whole, together with everything that was built on
/// it, and writers go on from the last durable state. When it isn't known whether it was written,
/// nobody writes any more until the store is opened again.
final class GroupCommit implements CommitLog, AutoCloseable {
  private final Database database;
  private final Acknowledged acknowledged;
  private final Head head;
  private final LinkedBlockingQueue<PendingCommit> queue = new LinkedBlockingQueue<>();
  private final PendingCommit stop = new PendingCommit(State.empty(), List.of());
  private @Nullable Thread thread;

  /// The newest of all; only used in the writer's turn.
  private @Nullable PendingCommit newest;

  private volatile @Nullable StoreException broken;

  GroupCommit(Database database, Acknowledged acknowledged, Head head) {
    this.database = database;
    this.acknowledged = acknowledged;
    this.head = head;
  }

  void start(Writer writer) {
    thread = Thread.ofPlatform().daemon().name("store-commit").start(() -> run(writer));
  }

  @Override
  public Ticket append(State next, List<Commit> commits) {
    PendingCommit before = newest;
    if (commits.isEmpty()) {
      return before == null ? () -> {} : before;
    }
    StoreException cause = broken;
    if (cause != null) {
      throw new StoreException(
          Code.UNAVAILABLE, "a commit's outcome is unknown: open the store again", cause);
    }
    var pending = new PendingCommit(next, commits);
    newest = pending;
    queue.add(pending);
    return pending;
  }

  private void run(Writer writer) {
    try {
      boolean stopping = false;
      while (!stopping) {
        List<PendingCommit> group = new ArrayList<>();
        group.add(queue.take());
        queue.drainTo(group);
        stopping = group.remove(stop);
        if (!group.isEmpty()) {
          stopping |= commit(group, writer);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the commit thread", e);
    }
  }

  /// Says whether to stop, which a failed group may have taken from the queue.
  private boolean commit(List<PendingCommit> group, Writer writer) {
    try {
      write(group);
    } catch (StoreException e) {
      return fail(group, e, writer);
    } catch (IOException | RuntimeException | Error e) {
      return fail(
          group,
          new StoreException(Code.OUTCOME_UNKNOWN, "the commit may or may not be durable", e),
          writer);
    }
    group.forEach(pending -> pending.done().complete(null));
    return false;
  }

  private void write(List<PendingCommit> group) throws IOException {
    List<Commit> commits = group.stream().flatMap(p -> p.commits().stream()).toList();
    State next = group.getLast().next();
    database.write(commits, Kinds.ALL.stream().mapToLong(next::count).sum());
    acknowledged.advance(next.version());
    head.advance(next, commits);
  }

  private boolean fail(List<PendingCommit> group, StoreException error, Writer writer) {
    writer.resetTo(() -> {
      if (error.code() == Code.OUTCOME_UNKNOWN) {
        broken = error;
      }
      newest = null;
      queue.drainTo(group);
      return head.state();
    });
    boolean stopping = group.remove(stop);
    group.forEach(pending -> pending.done().completeExceptionally(error));
    return stopping;
  }

  /// Waits until everything that was appended is durable or has failed.
  @Override
  public void close() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    queue.add(stop);
    boolean interrupted = false;
    while (running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
