package io.entropy.policymanager.policy;

import io.entropy.store.Batch;
import io.entropy.store.Transaction;
import java.util.List;
import java.util.function.Consumer;

/// Many independent writes, cut into transactions that every back end takes: etcd has 128
/// operations a transaction.
final class Pieces {
  private static final int MOST_A_TRANSACTION = 100;

  private Pieces() {}

  /// Adds them all.
  ///
  /// @param writes of one operation each
  static void write(Batch batch, List<? extends Consumer<? super Transaction>> writes) {
    for (int i = 0; i < writes.size(); i += MOST_A_TRANSACTION) {
      var piece = writes.subList(i, Math.min(writes.size(), i + MOST_A_TRANSACTION));
      batch.update(tx -> piece.forEach(w -> w.accept(tx)));
    }
  }
}
