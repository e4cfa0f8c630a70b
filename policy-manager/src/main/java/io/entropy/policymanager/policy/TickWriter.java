package io.entropy.policymanager.policy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.policymanager.policy.TickPlan.Hit;
import io.entropy.store.Batch;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.Optional;

/// Writes a tick's plan: its injections, its events and the policy's counters, in pieces of at most
/// a hundred operations, each atomic and true by itself.
///
/// The first piece moves the policy on to its next tick, so whatever happens no tick is rolled
/// twice; each piece counts the hits that it writes. Pieces follow each other within one batch:
/// nobody else makes injections between them, so what the ledger admitted before the first piece
/// still holds in the last.
final class TickWriter {

  /// A hit is two operations at most; the policy and the roll's event come on top.
  private static final int HITS_A_PIECE = 48;

  private final PolicyEvents events;

  TickWriter(PolicyEvents events) {
    this.events = events;
  }

  /// Writes the first piece in `tx`.
  void writeFirst(Transaction tx, TickPlan plan) {
    FailurePolicyStatus.Builder status = plan.due().policy().getStatus().toBuilder();
    status
        .setNextTick(plan.due().tick() + 1)
        .setRolls(status.getRolls() + plan.rolls())
        .setHits(status.getHits() + plan.successes())
        .setMissedTicks(status.getMissedTicks() + plan.due().missed());
    events.rolled(tx, plan);
    write(tx, plan, plan.due().policy(), status, 0);
  }

  /// Writes what the first piece left.
  void writeRest(Batch batch, TickPlan plan) {
    for (int from = HITS_A_PIECE; from < plan.hits().size(); from += HITS_A_PIECE) {
      int start = from;
      batch.update(tx -> {
        Optional<FailurePolicy> policy =
            tx.get(Kinds.FAILURE_POLICIES, plan.due().policy().getId());
        // Stopped or removed between two pieces: nothing more of it begins.
        policy
            .filter(DueTick::isStarted)
            .ifPresent(p -> write(tx, plan, p, p.getStatus().toBuilder(), start));
      });
    }
  }

  private void write(
      Transaction tx,
      TickPlan plan,
      FailurePolicy policy,
      FailurePolicyStatus.Builder status,
      int from) {
    List<Hit> hits = plan.hits().subList(from, Math.min(plan.hits().size(), from + HITS_A_PIECE));
    for (Hit hit : hits) {
      switch (hit) {
        case TickPlan.Injected injected -> {
          tx.create(Kinds.INJECTIONS, injected.injection());
          events.requested(tx, plan.due(), injected);
          status.setInjections(status.getInjections() + 1);
        }
        case TickPlan.Refused refused -> {
          events.refused(tx, plan.due(), refused);
          status.setRefusals(status.getRefusals() + 1);
        }
      }
    }
    tx.update(Kinds.FAILURE_POLICIES, policy.toBuilder().setStatus(status).build());
  }
}
