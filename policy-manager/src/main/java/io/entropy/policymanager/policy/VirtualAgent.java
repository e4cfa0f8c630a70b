package io.entropy.policymanager.policy;

import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.function.Consumer;

/// The part of an agent that a dry run needs: faults whose time is over are over.
final class VirtualAgent {

  private VirtualAgent() {}

  static void endWhatIsOver(Store store) {
    List<Injection> live = store.view(s -> s.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE));
    store.batch(batch ->
        Pieces.write(
            batch,
            live.stream()
                .filter(i -> i.getDesiredState() == InjectionState.COMPLETE)
                .<Consumer<Transaction>>map(i -> tx -> tx.update(Kinds.INJECTIONS, ended(i)))
                .toList()));
  }

  private static Injection ended(Injection injection) {
    return injection.toBuilder()
        .setStatus(
            injection.getStatus().toBuilder()
                .setState(InjectionState.COMPLETE)
                .setEnd(EndReason.ELAPSED))
        .build();
  }
}
