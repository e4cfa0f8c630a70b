package io.entropy.store.state;

import io.entropy.store.Snapshot;
import io.entropy.store.Store.ViewAndWatch;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import io.entropy.store.watch.WatchHub;
import java.util.List;
import java.util.function.Function;

/// What readers see: the newest committed state, and the watches, which change with it in one step.
/// Reading takes no lock; the monitor orders commits and new watches.
public final class Head implements AutoCloseable {
  private final WatchHub hub;
  private volatile State state;
  private volatile boolean closed;

  public Head(State first, StoreLimits limits) {
    this.state = first;
    this.hub = new WatchHub(first.version(), limits.watchQueue(), limits.history());
  }

  /// Shows durable commits: first to readers, then to watches.
  public synchronized void advance(State next, List<Commit> commits) {
    state = next;
    hub.publish(commits);
  }

  /// Shows a state that doesn't follow from the one before: every watch is told to resync.
  public synchronized void restart(State next, String reason) {
    state = next;
    hub.restart(next.version(), reason);
  }

  public State state() {
    if (closed) {
      throw new StoreException(Code.CLOSED, "the store is closed");
    }
    return state;
  }

  public synchronized Watch watch(WatchFilter filter) {
    state();
    return hub.watch(filter);
  }

  public synchronized Watch watchFrom(long version, WatchFilter filter) {
    state();
    return hub.watchFrom(version, filter);
  }

  /// Reads a state and watches from exactly there.
  public <R> ViewAndWatch<R> viewAndWatch(
      Function<? super Snapshot, ? extends R> read, WatchFilter filter) {
    State seen;
    Watch watch;
    synchronized (this) {
      seen = state();
      watch = hub.watch(filter);
    }
    try {
      return new ViewAndWatch<>(read.apply(seen), watch);
    } catch (Throwable e) {
      watch.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    hub.close();
  }
}
