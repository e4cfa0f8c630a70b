package io.entropy.store.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Injection;
import io.entropy.store.Snapshot;
import io.entropy.store.StoreException.Code;
import io.entropy.store.conformance.Step.Action;
import io.entropy.store.conformance.Step.Op;
import io.entropy.store.model.Index;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The store as one map, everything found by looking at all of it: slow, and plainly right.
final class Model {
  private final Map<String, Object> objects;

  Model() {
    this(new TreeMap<>());
  }

  private Model(Map<String, Object> objects) {
    this.objects = objects;
  }

  Model copy() {
    return new Model(new TreeMap<>(objects));
  }

  /// By kind and id.
  Map<String, Object> objects() {
    return objects;
  }

  private static String key(Kind<?> kind, String id) {
    return kind + "/" + id;
  }

  @SuppressWarnings("unchecked") // objects of a kind stand under its name
  <T> @Nullable T get(Kind<T> kind, String id) {
    return (T) objects.get(key(kind, id));
  }

  <T> void put(Kind<T> kind, T object) {
    objects.put(key(kind, kind.id(object)), object);
  }

  void remove(Kind<?> kind, String id) {
    objects.remove(key(kind, id));
  }

  @SuppressWarnings("unchecked") // as above
  private <T> List<T> all(Kind<T> kind, Predicate<T> wanted) {
    List<T> found = new ArrayList<>();
    objects.forEach((key, object) -> {
      if (key.startsWith(kind + "/") && wanted.test((T) object)) {
        found.add((T) object);
      }
    });
    return found;
  }

  /// With what the store has to refuse this operation; null when it has to do it.
  <T> @Nullable Code refusal(Op op, Kind<T> kind, T object) {
    boolean there = get(kind, kind.id(object)) != null;
    if (op.action() == Action.CREATE && there) {
      return Code.EXISTS;
    }
    if (op.action() != Action.CREATE && !there) {
      return Code.NOT_FOUND;
    }
    if (op.action() == Action.UPDATE_STALE) {
      return Code.SEQUENCE_CONFLICT;
    }
    String name = kind.uniqueName(object);
    boolean taken =
        op.action() != Action.DELETE
            && name != null
            && !all(kind, o -> named(kind, o, name) && !kind.id(o).equals(kind.id(object)))
                .isEmpty();
    return taken ? Code.NAME_CONFLICT : null;
  }

  private static <T> boolean named(Kind<T> kind, T object, String name) {
    return name.equalsIgnoreCase(kind.uniqueName(object));
  }

  /// Compares everything that a snapshot can be asked.
  void check(Snapshot snapshot) {
    Subject.ALL.forEach(subject -> check(snapshot, subject.kind()));
    for (String name : Subject.NAMES) {
      assertThat(snapshot.byName(Kinds.FAILURE_POLICIES, name).stream().toList())
          .isEqualTo(all(Kinds.FAILURE_POLICIES, o -> named(Kinds.FAILURE_POLICIES, o, name)));
    }
    for (Index<Injection> index : Kinds.INJECTIONS.indexes()) {
      for (String key : List.of("", "n0", "n1", "p0", "p1", "p2", "t0", "t1", "t2", "t3", "t4")) {
        assertThat(snapshot.find(index, key))
            .as("%s of %s", index.name(), key)
            .isEqualTo(all(Kinds.INJECTIONS, o -> index.keysOf(o).contains(key)));
      }
    }
    assertThat(snapshot.findAfter(Kinds.INJECTIONS_BY_NODE, "", 3)).isEqualTo(firstByNode(3));
  }

  private List<Injection> firstByNode(int limit) {
    return all(Kinds.INJECTIONS, _ -> true).stream()
        .sorted(
            Comparator.comparing((Injection i) -> i.getSpec().getNodeId())
                .thenComparing(Injection::getId))
        .limit(limit)
        .toList();
  }

  private <T> void check(Snapshot snapshot, Kind<T> kind) {
    List<T> expected = all(kind, _ -> true);
    assertThat(snapshot.all(kind)).isEqualTo(expected);
    assertThat(snapshot.count(kind)).isEqualTo(expected.size());
    for (T object : expected) {
      assertThat(snapshot.get(kind, kind.id(object))).contains(object);
    }
  }
}
