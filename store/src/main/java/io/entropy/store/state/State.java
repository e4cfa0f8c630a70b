package io.entropy.store.state;

import io.entropy.store.Snapshot;
import io.entropy.store.model.Index;
import io.entropy.store.model.Kind;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.WatchEvent.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePSet;

/// Everything that is stored at one version: an immutable value. Each change makes a new one, which
/// shares all that didn't change.
public final class State implements Snapshot {
  private static final State EMPTY = new State(0, HashTreePMap.empty());

  private final long version;

  /// A kind without objects may be missing.
  private final HashPMap<Kind<?>, Table<?>> tables;

  private State(long version, HashPMap<Kind<?>, Table<?>> tables) {
    this.version = version;
    this.tables = tables;
  }

  public static State empty() {
    return EMPTY;
  }

  /// The state after that commit. Nothing is checked: the commit was, when it was made.
  public State apply(Commit commit) {
    State result = this;
    for (Change<?> change : commit.changes()) {
      result = result.apply(change);
    }
    return result.at(commit.version());
  }

  private <T> State apply(Change<T> change) {
    T after = change.after();
    return after == null ? without(change.kind(), change.id()) : with(change.kind(), after);
  }

  /// The same objects under another version.
  public State at(long newVersion) {
    return new State(newVersion, tables);
  }

  /// With that object as it is, meta included.
  public <T> State with(Kind<T> kind, T object) {
    return new State(version, tables.plus(kind, table(kind).with(object)));
  }

  /// The same for who knows already which object it replaces; null for none.
  <T> State with(Kind<T> kind, @Nullable T before, T object) {
    return new State(version, tables.plus(kind, table(kind).with(before, object)));
  }

  State without(Kind<?> kind, String id) {
    return new State(version, tables.plus(kind, table(kind).without(id)));
  }

  <T> @Nullable T find(Kind<T> kind, String id) {
    return table(kind).get(id);
  }

  /// The id of the object that has that unique name, ignoring case.
  @Nullable String idOf(Kind<?> kind, String name) {
    return table(kind).idOf(name);
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public <T> Optional<T> get(Kind<T> kind, String id) {
    return Optional.ofNullable(table(kind).get(id));
  }

  @Override
  public <T> Optional<T> byName(Kind<T> kind, String name) {
    return Optional.ofNullable(table(kind).idOf(name)).flatMap(id -> get(kind, id));
  }

  @Override
  public <T> List<T> find(Index<T> index, String key) {
    Table<T> table = table(index.kind());
    TreePSet<String> ids = table.index(index).of(key);
    return addAll(new ArrayList<>(ids.size()), table, ids, Integer.MAX_VALUE);
  }

  @Override
  public <T> List<T> findAfter(Index<T> index, String key, int limit) {
    Table<T> table = table(index.kind());
    List<T> found = new ArrayList<>();
    for (TreePSet<String> ids : table.index(index).ids().tailMap(key, false).values()) {
      if (found.size() >= limit) {
        break;
      }
      addAll(found, table, ids, limit);
    }
    return found;
  }

  private static <T> List<T> addAll(
      List<T> found, Table<T> table, Collection<String> ids, int limit) {
    for (String id : ids) {
      T object = table.get(id);
      if (object != null && found.size() < limit) {
        found.add(object);
      }
    }
    return found;
  }

  @Override
  public <T> List<T> all(Kind<T> kind) {
    return List.copyOf(table(kind).objects().values());
  }

  @Override
  public int count(Kind<?> kind) {
    return table(kind).objects().size();
  }

  @Override
  public Object token(Kind<?> kind) {
    Table<?> table = tables.get(kind);
    return table == null ? kind : table;
  }

  @SuppressWarnings("unchecked") // a table stands under its own kind
  private <T> Table<T> table(Kind<T> kind) {
    Table<?> table = tables.get(kind);
    return table == null ? Table.empty(kind) : (Table<T>) table;
  }
}
