package io.entropy.policymanager.policy;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicyStatus.State;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.List;

/// How policies are stopped: one, or all of them with every fault, as halting asks.
record PolicyStops(PolicyEvents events) {

  /// What stopping everything came to.
  record Ended(int policies, int injections) {}

  /// Ends the rolling of a policy; nothing when it doesn't roll.
  void one(Transaction tx, FailurePolicy policy) {
    if (DueTick.isStarted(policy)) {
      tx.update(
          Kinds.FAILURE_POLICIES,
          policy.toBuilder()
              .setStatus(policy.getStatus().toBuilder().setState(State.STOPPED))
              .build());
      events.policy(
          tx,
          EventTypes.POLICY_STOPPED,
          policy,
          "policy %s stopped".formatted(policy.getSpec().getName()));
    }
  }

  /// Whether something is left that [#everything] would end.
  static boolean isLeft(Snapshot snapshot) {
    return !DueTick.started(snapshot).isEmpty() || !untold(snapshot).isEmpty();
  }

  /// Stops every policy and tells every live injection to end, in pieces. May be done again, for
  /// what an end of this process has left.
  Ended everything(Batch batch) {
    List<FailurePolicy> started = new ArrayList<>();
    List<Injection> untold = new ArrayList<>();
    batch.update(tx -> {
      started.addAll(DueTick.started(tx));
      untold.addAll(untold(tx));
    });
    InjectionOrders.tell(batch, untold, InjectionState.SHUTDOWN);
    for (FailurePolicy policy : started) {
      batch.update(
          tx -> tx.get(Kinds.FAILURE_POLICIES, policy.getId()).ifPresent(now -> one(tx, now)));
    }
    return new Ended(started.size(), untold.size());
  }

  private static List<Injection> untold(Snapshot snapshot) {
    return snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE).stream()
        .filter(i -> i.getDesiredState().compareTo(InjectionState.SHUTDOWN) < 0)
        .toList();
  }
}
