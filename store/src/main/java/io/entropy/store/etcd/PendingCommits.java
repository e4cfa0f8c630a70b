package io.entropy.store.etcd;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.state.CommitLog.Ticket;
import io.entropy.store.watch.Commit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What one writer wants committed, or nothing, when it only read and wants to know that what it
/// read was the newest. Owned by the thread that sends, but for the future that its writer waits
/// for.
final class PendingCommits implements Ticket {
  private final long base;
  private final long reloads;
  private final List<Commit> commits;
  private final @Nullable Fence fence;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

  /// How many of the commits have gone into groups.
  private int taken;

  /// @param base the version of the state that it was run over
  /// @param reloads how often the mirror had been read anew by then
  PendingCommits(long base, long reloads, List<Commit> commits, @Nullable Fence fence) {
    this.base = base;
    this.reloads = reloads;
    this.commits = List.copyOf(commits);
    this.fence = fence;
  }

  /// The version that the rest of it is based on.
  long base() {
    return taken == 0 ? base : commits.get(taken - 1).version();
  }

  long reloads() {
    return reloads;
  }

  @Nullable Fence fence() {
    return fence;
  }

  @Nullable Commit next() {
    return taken == commits.size() ? null : commits.get(taken);
  }

  void take() {
    taken++;
  }

  void complete() {
    done.complete(null);
  }

  /// Ends it with an error.
  ///
  /// @param committed how many of its commits are in etcd
  void fail(RuntimeException error, int committed) {
    done.completeExceptionally(committed == 0 ? error : torn(error, committed));
  }

  /// How many commits went into groups before those in `group`.
  int before(Group group) {
    return (int) commits.stream().limit(taken).filter(c -> c.version() < group.first()).count();
  }

  private StoreException torn(RuntimeException error, int committed) {
    Code code = error instanceof StoreException e ? e.code() : Code.SEQUENCE_CONFLICT;
    return new StoreException(
        code,
        "of a batch of %d updates the first %d are committed; then: %s"
            .formatted(commits.size(), committed, error.getMessage()),
        error);
  }

  /// Not interruptible: who stopped waiting would not know what became of the commits.
  @Override
  public void await() {
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException cause) {
        throw new StoreException(cause.code(), String.valueOf(cause.getMessage()), cause);
      }
      if (e.getCause() instanceof LostRace cause) {
        throw cause;
      }
      throw e;
    }
  }
}
