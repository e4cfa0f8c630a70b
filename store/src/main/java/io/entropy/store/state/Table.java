package io.entropy.store.state;

import io.entropy.store.model.Index;
import io.entropy.store.model.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/// All objects of one kind, by id, by unique name and by index: an immutable value that shares what
/// didn't change with the table it was made from.
///
/// @param ids the id of each unique name, in lower case
/// @param indexes in the order of [Kind#indexes]
record Table<T>(
    Kind<T> kind, TreePMap<String, T> objects, TreePMap<String, String> ids, List<KeyIds> indexes) {

  static <T> Table<T> empty(Kind<T> kind) {
    return new Table<>(
        kind,
        TreePMap.empty(),
        TreePMap.empty(),
        Collections.nCopies(kind.indexes().size(), KeyIds.EMPTY));
  }

  @Nullable T get(String id) {
    return objects.get(id);
  }

  /// The id of the object with that unique name, ignoring case.
  @Nullable String idOf(String name) {
    return ids.get(fold(name));
  }

  KeyIds index(Index<T> index) {
    int position = kind.indexes().indexOf(index);
    if (position < 0) {
      throw new IllegalArgumentException("%s have no index %s".formatted(kind, index.name()));
    }
    return indexes.get(position);
  }

  /// The table with that object, whether it was there before or not.
  Table<T> with(T object) {
    return with(objects.get(kind.id(object)), object);
  }

  /// @param before what stands under the object's id
  Table<T> with(@Nullable T before, T object) {
    String id = kind.id(object);
    return new Table<>(
        kind, objects.plus(id, object), named(id, before, object), indexed(id, before, object));
  }

  Table<T> without(String id) {
    T before = objects.get(id);
    return before == null
        ? this
        : new Table<>(kind, objects.minus(id), named(id, before, null), indexed(id, before, null));
  }

  private TreePMap<String, String> named(String id, @Nullable T before, @Nullable T after) {
    String old = before == null ? null : kind.uniqueName(before);
    String now = after == null ? null : kind.uniqueName(after);
    if (Objects.equals(old, now)) {
      return ids;
    }
    TreePMap<String, String> result = old == null ? ids : ids.minus(fold(old));
    return now == null ? result : result.plus(fold(now), id);
  }

  private List<KeyIds> indexed(String id, @Nullable T before, @Nullable T after) {
    List<KeyIds> changed = null;
    for (int i = 0; i < indexes.size(); i++) {
      Index<T> index = kind.indexes().get(i);
      List<String> old = before == null ? List.of() : index.keysOf(before);
      List<String> now = after == null ? List.of() : index.keysOf(after);
      if (!old.equals(now)) {
        changed = changed == null ? new ArrayList<>(indexes) : changed;
        changed.set(i, indexes.get(i).moved(id, old, now));
      }
    }
    return changed == null ? indexes : changed;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
