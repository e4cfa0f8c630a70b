package io.entropy.store;

import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.util.function.Consumer;
import java.util.function.Function;

/// The system of record: a snapshot to read, one writer at a time, watches of what was committed.
///
/// Objects are immutable and shared: nothing is copied on read. Errors are [StoreException]s with a
/// code; an exception thrown by a caller's own function rolls the whole transaction back and comes
/// out unchanged.
public interface Store extends AutoCloseable {

  /// Reads a snapshot that later commits don't change.
  <R> R view(Function<? super Snapshot, ? extends R> read);

  /// Runs `write` in one transaction and commits it; `write` sees its own writes. Returns after the
  /// commit is as durable as the back end makes it and every view shows it. A `write` that changes
  /// nothing makes no commit and no version.
  ///
  /// A back end that other processes write to as well runs `write` again, over the newer state,
  /// when one of them came first: it must not do anything that may not be done twice.
  ///
  /// Updates don't nest: one started by the thread that is inside another is refused with an
  /// [IllegalStateException].
  ///
  /// @throws StoreException with code `OUTCOME_UNKNOWN` when the commit may or may not have
  ///   happened
  <R> R update(Function<? super Transaction, ? extends R> write);

  /// Runs `fill`, which adds many small updates: each is atomic by itself, sees those before it,
  /// and all are committed together when `fill` returns, as far as the back end can: a failure then
  /// may leave a first part of them committed. An exception out of `fill` itself commits none.
  void batch(Consumer<? super Batch> fill);

  /// Watches commits from now on.
  Watch watch(WatchFilter filter);

  /// Reads a snapshot and watches from exactly there: no gap and no duplicate.
  <R> ViewAndWatch<R> viewAndWatch(
      Function<? super Snapshot, ? extends R> read, WatchFilter filter);

  /// Watches from just after `version`: what was committed since is replayed first. When that is no
  /// longer kept, the first thing the watch says is [io.entropy.store.watch.WatchEvent.Resync].
  Watch watchFrom(long version, WatchFilter filter);

  /// Ends the store: watches tell what was committed before and then
  /// [io.entropy.store.watch.WatchEvent.Closed]; everything else is refused as `CLOSED` from now
  /// on.
  @Override
  void close();

  /// What a snapshot was read as, and the watch that begins where the snapshot ends.
  record ViewAndWatch<R>(R view, Watch watch) {}
}
