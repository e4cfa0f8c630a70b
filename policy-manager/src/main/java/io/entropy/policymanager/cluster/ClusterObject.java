package io.entropy.policymanager.cluster;

import io.entropy.api.v1.Cluster;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.ClusterSpec;
import io.entropy.store.Snapshot;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.Optional;

/// The store's only [Cluster], which need not be there.
public final class ClusterObject {
  private static final String ID = "cluster";

  private ClusterObject() {}

  private static Optional<Cluster> find(Snapshot snapshot) {
    return snapshot.get(Kinds.CLUSTERS, ID);
  }

  /// What it says; nothing when there is none.
  public static ClusterSpec spec(Snapshot snapshot) {
    return find(snapshot).map(Cluster::getSpec).orElse(ClusterSpec.getDefaultInstance());
  }

  /// The bounds of all policies together and of those that set none.
  public static ClusterBounds bounds(Snapshot snapshot) {
    return spec(snapshot).getBounds();
  }

  /// The store version at which it was last written; 0 when there is none.
  public static long version(Snapshot snapshot) {
    return find(snapshot).map(c -> c.getMeta().getVersion()).orElse(0L);
  }

  /// Replaces what it says.
  public static void put(Transaction tx, ClusterSpec spec) {
    Optional<Cluster> known = find(tx);
    if (known.isPresent()) {
      tx.update(Kinds.CLUSTERS, known.get().toBuilder().setSpec(spec).build());
    } else {
      tx.create(Kinds.CLUSTERS, Cluster.newBuilder().setId(ID).setSpec(spec).build());
    }
  }
}
