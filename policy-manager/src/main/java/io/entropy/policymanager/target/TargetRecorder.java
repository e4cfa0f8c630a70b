package io.entropy.policymanager.target;

import io.entropy.api.v1.Meta;
import io.entropy.api.v1.Target;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes what an agent reports of its containers to the store; the only writer of targets.
///
/// Reports that change nothing write nothing. An agent reports only its own containers: what it
/// says of another node's is refused. Any thread; one agent's reports must come in order.
public final class TargetRecorder {

  /// Etcd takes 128 operations a transaction.
  private static final int MOST_A_TRANSACTION = 100;

  private final Store store;

  public TargetRecorder(Store store) {
    this.store = store;
  }

  /// Everything that the node has: what isn't in the list is gone.
  public void complete(String nodeId, List<Target> targets) {
    targets.forEach(t -> requireOwn(nodeId, t));
    Set<String> present = targets.stream().map(Target::getId).collect(Collectors.toSet());
    List<Target> known = store.view(s -> s.find(Kinds.TARGETS_BY_NODE, nodeId));
    List<Consumer<Transaction>> writes = new ArrayList<>();
    for (Target gone : known) {
      if (!present.contains(gone.getId())) {
        writes.add(tx -> delete(tx, nodeId, gone.getId()));
      }
    }
    targets.forEach(t -> writes.add(tx -> put(tx, t)));
    store.batch(batch -> {
      for (int i = 0; i < writes.size(); i += MOST_A_TRANSACTION) {
        var piece = writes.subList(i, Math.min(writes.size(), i + MOST_A_TRANSACTION));
        batch.update(tx -> piece.forEach(w -> w.accept(tx)));
      }
    });
  }

  /// One container is new or has changed.
  public void changed(String nodeId, Target target) {
    requireOwn(nodeId, target);
    store.update(tx -> {
      put(tx, target);
      return target;
    });
  }

  /// One container doesn't exist any more.
  public void gone(String nodeId, String targetId) {
    store.update(tx -> {
      delete(tx, nodeId, targetId);
      return targetId;
    });
  }

  private static void put(Transaction tx, Target target) {
    Optional<Target> stored = tx.get(Kinds.TARGETS, target.getId());
    if (stored.isEmpty()) {
      tx.create(Kinds.TARGETS, target);
      return;
    }
    Meta meta = stored.get().getMeta();
    Target next = target.toBuilder().setMeta(meta).build();
    if (!next.equals(stored.get())) {
      tx.update(Kinds.TARGETS, next);
    }
  }

  private static void delete(Transaction tx, String nodeId, String targetId) {
    tx.get(Kinds.TARGETS, targetId)
        .filter(t -> t.getSpec().getNodeId().equals(nodeId))
        .ifPresent(_ -> tx.delete(Kinds.TARGETS, targetId));
  }

  private static void requireOwn(String nodeId, Target target) {
    if (!target.getSpec().getNodeId().equals(nodeId)) {
      throw new IllegalArgumentException(
          "node %s reports container %s of node %s"
              .formatted(nodeId, target.getId(), target.getSpec().getNodeId()));
    }
  }
}
