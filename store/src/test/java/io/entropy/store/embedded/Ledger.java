package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.model.Kinds;
import java.nio.file.Path;
import java.time.InstantSource;

/// Commits whose absence or halves can be told: number n writes two policies, `left` and `right`,
/// both with seed n, and adds one `entry-n`.
final class Ledger {
  private Ledger() {}

  static EmbeddedStore open(Path folder) {
    return EmbeddedStore.open(folder, InstantSource.system(), StoreLimits.DEFAULT);
  }

  /// Commits the next number and returns it.
  static long commit(Store store) {
    return store.update(t -> {
      long number = number(t) + 1;
      for (String id : new String[] {"left", "right"}) {
        var before = t.get(Kinds.FAILURE_POLICIES, id);
        if (before.isPresent()) {
          t.update(Kinds.FAILURE_POLICIES, numbered(before.get(), number));
        } else {
          t.create(Kinds.FAILURE_POLICIES, numbered(policy(id), number));
        }
      }
      t.create(Kinds.FAILURE_POLICIES, numbered(policy("entry-" + number), number));
      return number;
    });
  }

  /// The last number committed.
  static long number(Snapshot snapshot) {
    return snapshot.get(Kinds.FAILURE_POLICIES, "left").map(p -> p.getSpec().getSeed()).orElse(0L);
  }

  /// Checks that exactly the commits up to some number are there, each whole, and returns it.
  static long check(Store store) {
    Snapshot snapshot = store.view(s -> s);
    long number = number(snapshot);
    if (number > 0) {
      assertThat(snapshot.get(Kinds.FAILURE_POLICIES, "right").orElseThrow().getSpec().getSeed())
          .isEqualTo(number);
      assertThat(snapshot.count(Kinds.FAILURE_POLICIES)).isEqualTo((int) number + 2);
    }
    for (long n = 1; n <= number; n++) {
      assertThat(snapshot.byName(Kinds.FAILURE_POLICIES, "ENTRY-" + n)).isPresent();
    }
    return number;
  }

  private static FailurePolicy policy(String id) {
    return FailurePolicy.newBuilder()
        .setId(id)
        .setSpec(FailurePolicySpec.newBuilder().setName(id))
        .build();
  }

  private static FailurePolicy numbered(FailurePolicy policy, long number) {
    return policy.toBuilder().setSpec(policy.getSpec().toBuilder().setSeed(number)).build();
  }
}
