package io.entropy.cli.client;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.Target;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes what a manager says into a store of this process. Any thread.
final class Mirror {
  private final Store store;

  Mirror(Store store) {
    this.store = store;
  }

  void policy(FailurePolicy policy) {
    put(Kinds.FAILURE_POLICIES, policy);
  }

  void injection(Injection injection) {
    put(Kinds.INJECTIONS, injection);
  }

  void event(Event event) {
    put(Kinds.EVENTS, event);
  }

  private <T> void put(Kind<T> kind, T object) {
    store.batch(batch -> batch.update(tx -> put(tx, kind, object)));
  }

  /// All that there are.
  void targets(List<Target> complete) {
    Set<String> ids = complete.stream().map(Target::getId).collect(Collectors.toSet());
    store.batch(batch -> {
      for (Target target : complete) {
        batch.update(tx -> put(tx, Kinds.TARGETS, target));
      }
      batch.update(tx ->
          tx.all(Kinds.TARGETS).stream()
              .map(Target::getId)
              .filter(id -> !ids.contains(id))
              .forEach(id -> tx.delete(Kinds.TARGETS, id)));
    });
  }

  private static <T> void put(Transaction tx, Kind<T> kind, T object) {
    Optional<T> known = tx.get(kind, kind.id(object));
    if (known.isEmpty()) {
      T _ = tx.create(kind, object);
      return;
    }
    // Versions here are this store's own.
    T now = kind.withMeta(object, kind.meta(known.get()));
    if (!now.equals(known.get())) {
      T _ = tx.update(kind, now);
    }
  }
}
