package io.entropy.store.model;

import java.util.List;
import java.util.function.Function;

/// A way to find objects of a kind: each object stands under zero or more keys. Equality is
/// identity of kind and name.
public record Index<T>(Kind<T> kind, String name, Function<T, List<String>> keys) {

  public List<String> keysOf(T object) {
    return keys.apply(object);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Index<?> other && other.kind == kind && other.name.equals(name);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(kind) * 31 + name.hashCode();
  }
}
