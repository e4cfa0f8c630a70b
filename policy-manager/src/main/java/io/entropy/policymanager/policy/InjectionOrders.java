package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.Batch;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.function.Consumer;

/// Tells injections how far to go, by their desired state: RUNNING when they may begin, COMPLETE
/// when their time is over, SHUTDOWN when they're to end before it. Never tells one to go back.
final class InjectionOrders {

  private InjectionOrders() {}

  static void tell(Batch batch, List<Injection> injections, InjectionState desired) {
    Pieces.write(batch, injections.stream().map(i -> tell(i.getId(), desired)).toList());
  }

  private static Consumer<Transaction> tell(String id, InjectionState desired) {
    return tx ->
        tx.get(Kinds.INJECTIONS, id)
            .filter(i -> i.getDesiredState().compareTo(desired) < 0)
            .ifPresent(
                i -> tx.update(Kinds.INJECTIONS, i.toBuilder().setDesiredState(desired).build()));
  }
}
