package io.entropy.store.conformance;

import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchEvent.Resync;
import io.entropy.store.watch.WatchFilter;
import java.util.Map;
import java.util.TreeMap;

/// A copy of all objects that's kept by watching alone, and checks that each change fits on what it
/// has: a gap or a duplicate is found at once. Used by one thread.
final class Replica implements AutoCloseable {
  private final Store store;
  private final Map<String, Object> copy = new TreeMap<>();
  private Watch watch;
  private long version;
  private int resyncs;

  Replica(Store store) {
    this.store = store;
    this.watch = read();
  }

  private Watch read() {
    var both = store.viewAndWatch(s -> s, WatchFilter.everything());
    Snapshot snapshot = both.view();
    version = snapshot.version();
    copy.clear();
    Kinds.ALL.forEach(kind -> addAll(kind, snapshot));
    return both.watch();
  }

  private <T> void addAll(Kind<T> kind, Snapshot snapshot) {
    snapshot.all(kind).forEach(o -> copy.put(kind + "/" + kind.id(o), o));
  }

  /// Reads until it has at least that version.
  void follow(long until) {
    while (version < until) {
      accept(WatchReader.next(watch));
    }
  }

  /// Goes on with a new watch from the version that it has.
  void rejoin() {
    watch.close();
    watch = store.watchFrom(version, WatchFilter.everything());
  }

  private void accept(WatchEvent event) {
    switch (event) {
      case Change<?> change -> apply(change);
      case Committed(long committed) -> {
        if (committed <= version) {
          throw new AssertionError("commit %d told after %d".formatted(committed, version));
        }
        version = committed;
      }
      case Resync _ -> {
        watch = read();
        resyncs++;
      }
      case Closed _ -> throw new AssertionError("closed at " + version);
    }
  }

  private void apply(Change<?> change) {
    String key = change.kind() + "/" + change.id();
    Object after = change.after();
    Object was = after == null ? copy.remove(key) : copy.put(key, after);
    if (was == null ? change.before() != null : !was.equals(change.before())) {
      throw new AssertionError(
          "gap or duplicate: %s was %s, the change says %s".formatted(key, was, change.before()));
    }
  }

  /// By kind and id.
  Map<String, Object> copy() {
    return copy;
  }

  int resyncs() {
    return resyncs;
  }

  @Override
  public void close() {
    watch.close();
  }
}
