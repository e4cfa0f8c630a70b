package io.entropy.store.watch;

import io.entropy.store.model.Kind;
import java.util.Set;

/// Which changes a watcher wants to be told. An empty set means every kind.
public record WatchFilter(Set<Kind<?>> kinds) {

  public WatchFilter {
    kinds = Set.copyOf(kinds);
  }

  public static WatchFilter everything() {
    return new WatchFilter(Set.of());
  }

  public static WatchFilter of(Kind<?>... kinds) {
    return new WatchFilter(Set.of(kinds));
  }

  public boolean accepts(Kind<?> kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }
}
