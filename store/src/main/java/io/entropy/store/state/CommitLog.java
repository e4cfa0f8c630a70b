package io.entropy.store.state;

import io.entropy.store.watch.Commit;
import java.util.List;

/// Where a back end makes commits durable and then puts them on its [Head].
public interface CommitLog {

  /// The state that the transaction which now begins is to be run over. In the writer's turn,
  /// before its function runs; a back end that others write to as well has newer ones.
  ///
  /// @param tip the state after the last commits that were taken
  default State base(State tip) {
    return tip;
  }

  /// Takes commits in the writer's turn, so in order. None means that a transaction only read or
  /// was refused: it still waits for what it may have seen.
  ///
  /// An exception means that they were not and won't be committed.
  ///
  /// @param next the state after them
  Ticket append(State next, List<Commit> commits);

  /// What the writer waits for after its turn.
  @FunctionalInterface
  interface Ticket {

    /// Returns when the commits, and all before them, are durable and can be seen.
    void await();
  }
}
