package io.entropy.store.embedded;

import io.entropy.store.StoreException;
import io.entropy.store.state.CommitLog.Ticket;
import io.entropy.store.state.State;
import io.entropy.store.watch.Commit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Commits of one writer on their way to the disk.
///
/// @param next the state after them
record PendingCommit(State next, List<Commit> commits, CompletableFuture<@Nullable Void> done)
    implements Ticket {

  PendingCommit(State next, List<Commit> commits) {
    this(next, List.copyOf(commits), new CompletableFuture<>());
  }

  /// Not interruptible: who stopped waiting would not know what became of the commit.
  @Override
  public void await() {
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException cause) {
        throw new StoreException(cause.code(), String.valueOf(cause.getMessage()), cause);
      }
      throw e;
    }
  }
}
