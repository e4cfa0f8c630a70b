package io.entropy.cli.manage;

import io.entropy.api.text.Amounts;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.ClusterSpec;
import io.entropy.policymanager.cluster.ClusterObject;
import io.entropy.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The bounds that hold, against those that were typed: a manager sets them in a new store only.
final class StoredBounds {
  private static final List<Bound> ALL =
      List.of(
          new Bound("--max-active", ClusterBounds::getMaxActive),
          new Bound("--default-limit", b -> b.getDefaultBlastRadius().getLimit()),
          new Bound("--default-min-healthy", b -> b.getDefaultBlastRadius().getMinHealthy()));

  private record Bound(String option, Function<ClusterBounds, Amount> in) {
    /// Empty when it wasn't typed or holds.
    Optional<String> difference(ClusterBounds typed, ClusterBounds stored) {
      String wanted = Amounts.format(in.apply(typed));
      String holds = Amounts.format(in.apply(stored));
      return wanted.isEmpty() || wanted.equals(holds)
          ? Optional.empty()
          : Optional.of(
              "%s is %s, not %s".formatted(option, holds.isEmpty() ? "none" : holds, wanted));
    }
  }

  private StoredBounds() {}

  /// What to tell whoever typed them; empty when there is nothing.
  static Optional<String> differing(Store store, ClusterBounds typed) {
    ClusterSpec spec = store.view(ClusterObject::spec);
    List<String> differences =
        ALL.stream().flatMap(b -> b.difference(typed, spec.getBounds()).stream()).toList();
    return differences.isEmpty() || !spec.hasBounds()
        ? Optional.empty()
        : Optional.of(
            "The store has its bounds already: %s; 'entropy cluster update' changes them."
                .formatted(String.join(", ", differences)));
  }
}
