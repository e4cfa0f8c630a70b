package io.entropy.store.transfer;

import io.entropy.api.v1.Meta;
import io.entropy.store.Snapshot;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kind;

/// One object of a dump.
record Entry<T>(Kind<T> kind, T object) {

  String id() {
    return kind.id(object);
  }

  /// That of the store it was dumped from.
  long version() {
    return kind.meta(object).getVersion();
  }

  int size() {
    return kind.bytes(object).length;
  }

  void create(Transaction transaction) {
    T _ = transaction.create(kind, object);
  }

  /// Whether it's stored as it is here, versions and times aside.
  boolean isIn(Snapshot snapshot) {
    return snapshot.get(kind, id()).map(this::bare).filter(bare(object)::equals).isPresent();
  }

  private T bare(T one) {
    return kind.withMeta(one, Meta.getDefaultInstance());
  }
}
