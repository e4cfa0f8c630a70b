package io.entropy.store.state;

import io.entropy.store.Batch;
import io.entropy.store.Transaction;
import io.entropy.store.watch.Commit;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Transactions run one over the other and not committed yet. Used in the writer's turn only; a
/// single update is a batch of one.
final class PendingBatch implements Batch {
  private final InstantSource clock;
  private final EventRetention retention;
  private final List<Commit> commits = new ArrayList<>(1);
  private State state;
  private boolean running;
  private boolean over;

  PendingBatch(State first, InstantSource clock, EventRetention retention) {
    this.state = first;
    this.clock = clock;
    this.retention = retention;
  }

  State state() {
    return state;
  }

  List<Commit> commits() {
    return commits;
  }

  void end() {
    over = true;
  }

  @Override
  public void update(Consumer<? super Transaction> write) {
    this.<@Nullable Void>run(transaction -> {
      write.accept(transaction);
      return null;
    });
  }

  /// Runs one transaction; an exception leaves everything as it was.
  <R extends @Nullable Object> R run(Function<? super Transaction, ? extends R> write) {
    if (over || running) {
      throw new IllegalStateException(
          over ? "the batch is over" : "an update of this batch is running: use its transaction");
    }
    var now = clock.instant();
    var transaction = new StateTransaction(state, now);
    running = true;
    try {
      R result = write.apply(transaction);
      retention.trim(state, transaction, now);
      Commit commit = transaction.commit();
      if (commit != null) {
        state = transaction.result();
        commits.add(commit);
      }
      return result;
    } finally {
      running = false;
      transaction.end();
    }
  }
}
