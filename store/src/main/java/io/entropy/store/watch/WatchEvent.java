package io.entropy.store.watch;

import io.entropy.store.model.Kind;
import org.jspecify.annotations.Nullable;

/// What a watcher is told.
public sealed interface WatchEvent {

  /// One object was created (`before` is null), updated, or deleted (`after` is null).
  record Change<T>(Kind<T> kind, String id, @Nullable T before, @Nullable T after, long version)
      implements WatchEvent {}

  /// All changes of the commit with this version have been told. Commits with no change that the
  /// filter lets through are not told.
  record Committed(long version) implements WatchEvent {}

  /// Events were lost (overflow) or are no longer kept (compaction): read a new snapshot and watch
  /// from there. The watch is over.
  record Resync(String reason) implements WatchEvent {}

  /// The watch or the store was closed. The watch is over.
  record Closed() implements WatchEvent {}
}
