package io.entropy.store;

import io.entropy.store.model.Index;
import io.entropy.store.model.Kind;
import java.util.List;
import java.util.Optional;

/// A consistent state of the store that nothing changes any more. Any thread may read it.
public interface Snapshot {

  /// The version of the last commit in this snapshot; 0 when nothing was ever committed.
  long version();

  <T> Optional<T> get(Kind<T> kind, String id);

  /// The object of that name, ignoring case; empty for kinds whose names aren't unique.
  <T> Optional<T> byName(Kind<T> kind, String name);

  /// Every object whose index has that key, ordered by id.
  <T> List<T> find(Index<T> index, String key);

  /// The first objects, at most `limit`, whose index has a key greater than `key`, ordered by key
  /// and then id. An object with several such keys comes once for each.
  <T> List<T> findAfter(Index<T> index, String key, int limit);

  /// Every object of the kind, ordered by id.
  <T> List<T> all(Kind<T> kind);

  /// How many objects of the kind there are.
  int count(Kind<?> kind);

  /// What stands for all objects of the kind: the very same object in two snapshots means that none
  /// of them differs, so that what was worked out of them holds. Another one means nothing.
  Object token(Kind<?> kind);
}
