package io.entropy.store.etcd;

import static io.entropy.store.model.Kinds.FAILURE_POLICIES;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.Transaction;

/// Counters as seeds of policies.
final class Counters {
  private Counters() {}

  static FailurePolicy policy(String id) {
    return FailurePolicy.newBuilder()
        .setId(id)
        .setSpec(FailurePolicySpec.newBuilder().setName(id))
        .build();
  }

  /// One more than before, in a transaction; begins at 1.
  static long increment(Transaction t, String id) {
    long next = value(t, id) + 1;
    FailurePolicy before = t.get(FAILURE_POLICIES, id).orElse(null);
    if (before == null) {
      t.create(FAILURE_POLICIES, with(policy(id), next));
    } else {
      t.update(FAILURE_POLICIES, with(before, next));
    }
    return next;
  }

  static long increment(Store store, String id) {
    return store.update(t -> {
      return increment(t, id);
    });
  }

  static FailurePolicy with(FailurePolicy policy, long value) {
    return policy.toBuilder().setSpec(policy.getSpec().toBuilder().setSeed(value)).build();
  }

  /// What a counter is at, 0 when it never was incremented.
  static long value(Snapshot snapshot, String id) {
    return snapshot.get(FAILURE_POLICIES, id).map(p -> p.getSpec().getSeed()).orElse(0L);
  }

  /// What the store has now.
  static Snapshot seen(Store store) {
    return store.view(s -> s);
  }

  static long value(Store store, String id) {
    return store.view(s -> value(s, id));
  }
}
