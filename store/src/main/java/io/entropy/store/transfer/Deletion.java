package io.entropy.store.transfer;

import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.List;

/// Deletes some objects of a kind, as part of emptying a store.
record Deletion(Kind<?> kind, List<String> ids) {

  /// What empties that snapshot, in pieces.
  static List<Deletion> of(Snapshot snapshot) {
    List<Deletion> deletions = new ArrayList<>();
    for (Kind<?> kind : Kinds.ALL) {
      List<String> ids = ids(kind, snapshot);
      for (int from = 0; from < ids.size(); from += Pieces.OBJECTS) {
        int to = Math.min(ids.size(), from + Pieces.OBJECTS);
        deletions.add(new Deletion(kind, ids.subList(from, to)));
      }
    }
    return deletions;
  }

  private static <T> List<String> ids(Kind<T> kind, Snapshot snapshot) {
    return snapshot.all(kind).stream().map(kind::id).toList();
  }

  void addTo(Batch batch) {
    batch.update(t -> ids.forEach(id -> t.delete(kind, id)));
  }
}
