package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.Batch;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.function.Consumer;

/// Tells injections to end, by their desired state: COMPLETE when their time is over, SHUTDOWN when
/// they're to end before it.
final class InjectionEnder {

  private InjectionEnder() {}

  static void end(Batch batch, List<Injection> injections, InjectionState desired) {
    Pieces.write(batch, injections.stream().map(i -> end(i.getId(), desired)).toList());
  }

  private static Consumer<Transaction> end(String id, InjectionState desired) {
    return tx ->
        tx.get(Kinds.INJECTIONS, id)
            .filter(i -> i.getDesiredState().compareTo(desired) < 0)
            .ifPresent(
                i -> tx.update(Kinds.INJECTIONS, i.toBuilder().setDesiredState(desired).build()));
  }
}
