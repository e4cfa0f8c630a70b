package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// How many finished injections are kept; the oldest go first. Their totals stay in their policies'
/// counters. One that could not be undone stays until somebody has looked.
///
/// @param kept finished injections that are kept at least
/// @param slack how many more there may be before the oldest are deleted, so that not every tick
///   deletes
record InjectionRetention(int kept, int slack) {
  static final InjectionRetention DEFAULT = new InjectionRetention(1_000, 100);

  /// What is to be deleted now, oldest first.
  List<String> excess(Snapshot snapshot) {
    if (snapshot.count(Kinds.INJECTIONS) <= kept + slack) {
      return List.of();
    }
    List<Injection> finished =
        snapshot.all(Kinds.INJECTIONS).stream()
            .filter(i -> !ActiveFaults.isLive(i) && !ActiveFaults.isLeaked(i))
            .sorted(
                Comparator.<Injection>comparingLong(i -> i.getMeta().getVersion())
                    .thenComparing(Injection::getId))
            .toList();
    return finished.size() <= kept + slack
        ? List.of()
        : finished.subList(0, finished.size() - kept).stream().map(Injection::getId).toList();
  }

  static void delete(Batch batch, List<String> ids) {
    List<Consumer<Transaction>> writes =
        ids.stream().<Consumer<Transaction>>map(id -> tx -> delete(tx, id)).toList();
    Pieces.write(batch, writes);
  }

  private static void delete(Transaction tx, String id) {
    tx.get(Kinds.INJECTIONS, id).ifPresent(_ -> tx.delete(Kinds.INJECTIONS, id));
  }
}
