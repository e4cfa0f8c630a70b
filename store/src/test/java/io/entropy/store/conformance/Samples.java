package io.entropy.store.conformance;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Objects to store, and what is asked of them again and again.
final class Samples {
  private Samples() {}

  static FailurePolicy policy(String id, String name) {
    return FailurePolicy.newBuilder()
        .setId(id)
        .setSpec(FailurePolicySpec.newBuilder().setName(name))
        .build();
  }

  static FailurePolicy renamed(FailurePolicy policy, String name) {
    return policy.toBuilder().setSpec(policy.getSpec().toBuilder().setName(name)).build();
  }

  static FailurePolicy seeded(FailurePolicy policy, long seed) {
    return policy.toBuilder().setSpec(policy.getSpec().toBuilder().setSeed(seed)).build();
  }

  static Injection injection(String id, String policy, String node, String target) {
    return Injection.newBuilder()
        .setId(id)
        .setSpec(InjectionSpec.newBuilder().setPolicyId(policy).setNodeId(node).setTargetId(target))
        .build();
  }

  static Injection in(Injection injection, InjectionState state) {
    return injection.toBuilder().setStatus(InjectionStatus.newBuilder().setState(state)).build();
  }

  static Event event(String id) {
    return Event.newBuilder()
        .setId(id)
        .setSpec(EventSpec.newBuilder().setType("test.happened"))
        .build();
  }

  /// What the store holds now.
  static Snapshot seen(Store store) {
    return store.view(s -> s);
  }

  /// Checks that a call is refused with that code.
  static void assertRefused(StoreException.Code code, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, e -> Assertions.assertThat(e.code()).isEqualTo(code));
  }
}
