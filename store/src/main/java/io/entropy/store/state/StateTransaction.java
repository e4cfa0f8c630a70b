package io.entropy.store.state;

import com.google.protobuf.Timestamp;
import io.entropy.api.v1.Meta;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.Transaction;
import io.entropy.store.model.Index;
import io.entropy.store.model.Kind;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.WatchEvent.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A transaction that is a working copy of a [State]: forgetting it is the rollback. Used by one
/// thread, and refuses everything once it's over.
final class StateTransaction implements Transaction {
  private final long version;
  private final Timestamp time;

  /// Before is as it was at the start, after as it is now, so that the commit needs no more
  /// look-ups.
  private final Map<Key, Change<?>> written = new LinkedHashMap<>();

  private State now;
  private boolean over;

  private record Key(Kind<?> kind, String id) {}

  StateTransaction(State base, Instant time) {
    this.now = base;
    this.version = base.version() + 1;
    this.time =
        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
  }

  /// Ends it: nobody can write any more.
  void end() {
    over = true;
  }

  /// What it did, one change an object; null when nothing.
  @Nullable Commit commit() {
    List<Change<?>> changes = new ArrayList<>(written.size());
    for (Change<?> change : written.values()) {
      if (change.before() != null || change.after() != null) {
        changes.add(change);
      }
    }
    return changes.isEmpty() ? null : new Commit(version, changes);
  }

  /// The state that the commit leads to.
  State result() {
    return now.at(version);
  }

  @SuppressWarnings("unchecked") // a change stands under its own kind
  private <T> void note(Kind<T> kind, String id, @Nullable T stored, @Nullable T after) {
    Key key = new Key(kind, id);
    Change<T> earlier = (Change<T>) written.get(key);
    T before = earlier == null ? stored : earlier.before();
    Change<?> _ = written.put(key, new Change<>(kind, id, before, after, version));
  }

  @Override
  public <T> T create(Kind<T> kind, T object) {
    String id = kind.id(object);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("%s: the id is empty".formatted(kind));
    }
    if (now().find(kind, id) != null) {
      throw new StoreException(Code.EXISTS, "%s: %s exists already".formatted(kind, id));
    }
    return put(kind, id, null, object, time);
  }

  @Override
  public <T> T update(Kind<T> kind, T object) {
    String id = kind.id(object);
    T stored = now().find(kind, id);
    if (stored == null) {
      throw notFound(kind, id);
    }
    Meta meta = kind.meta(stored);
    long given = kind.meta(object).getVersion();
    if (given != meta.getVersion()) {
      throw new StoreException(
          Code.SEQUENCE_CONFLICT,
          "%s: %s is at version %d, not %d".formatted(kind, id, meta.getVersion(), given));
    }
    return put(kind, id, stored, object, meta.getCreated());
  }

  @Override
  public void delete(Kind<?> kind, String id) {
    remove(kind, id);
  }

  private <T> void remove(Kind<T> kind, String id) {
    T stored = now().find(kind, id);
    if (stored == null) {
      throw notFound(kind, id);
    }
    now = now.without(kind, id);
    note(kind, id, stored, null);
  }

  private <T> T put(Kind<T> kind, String id, @Nullable T before, T object, Timestamp created) {
    String name = kind.uniqueName(object);
    String owner = name == null ? null : now.idOf(kind, name);
    if (owner != null && !owner.equals(id)) {
      throw new StoreException(
          Code.NAME_CONFLICT, "%s: %s has the name %s already".formatted(kind, owner, name));
    }
    Meta meta = Meta.newBuilder().setVersion(version).setCreated(created).setUpdated(time).build();
    T stored = kind.withMeta(object, meta);
    now = now.with(kind, before, stored);
    note(kind, id, before, stored);
    return stored;
  }

  private static StoreException notFound(Kind<?> kind, String id) {
    return new StoreException(Code.NOT_FOUND, "%s: there is no %s".formatted(kind, id));
  }

  private State now() {
    if (over) {
      throw new IllegalStateException("the transaction is over");
    }
    return now;
  }

  @Override
  public long version() {
    return now().version();
  }

  @Override
  public <T> Optional<T> get(Kind<T> kind, String id) {
    return now().get(kind, id);
  }

  @Override
  public <T> Optional<T> byName(Kind<T> kind, String name) {
    return now().byName(kind, name);
  }

  @Override
  public <T> List<T> find(Index<T> index, String key) {
    return now().find(index, key);
  }

  @Override
  public <T> List<T> findAfter(Index<T> index, String key, int limit) {
    return now().findAfter(index, key, limit);
  }

  @Override
  public <T> List<T> all(Kind<T> kind) {
    return now().all(kind);
  }

  @Override
  public int count(Kind<?> kind) {
    return now().count(kind);
  }

  @Override
  public Object token(Kind<?> kind) {
    return now.token(kind);
  }
}
