package io.entropy.store.watch;

import io.entropy.store.watch.WatchEvent.Change;
import java.util.List;

/// What one transaction did: at most one change an object, in the order of the first writes.
public record Commit(long version, List<Change<?>> changes) {

  public Commit {
    changes = List.copyOf(changes);
  }

  /// The part of it that a filter lets through; possibly nothing.
  Commit only(WatchFilter filter) {
    for (Change<?> change : changes) {
      if (!filter.accepts(change.kind())) {
        return new Commit(version, changes.stream().filter(c -> filter.accepts(c.kind())).toList());
      }
    }
    return this;
  }
}
