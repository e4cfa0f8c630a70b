package io.entropy.policymanager.policy;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.policymanager.policy.Population.Roll;
import io.entropy.policymanager.target.TargetGroup;
import io.entropy.store.Snapshot;
import java.util.Comparator;
import java.util.List;

/// What a tick decides: a pure function of the snapshot, the due policy and its matching targets.
///
/// Each target gets one roll. Hits compete for what the blast radius leaves in the order of their
/// rolls, lowest first: every target is as likely as any other to come first, and a replay has the
/// same order.
final class TickReconciler {

  private TickReconciler() {}

  static TickPlan plan(Snapshot snapshot, DueTick due, Population population) {
    if (due.tooLate()) {
      return new TickPlan(due, 0, 0, List.of());
    }
    FailurePolicySpec spec = due.policy().getSpec();
    Dice dice = new Dice(spec.getSeed(), spec.getName());
    List<TargetGroup> targets = population.matching().groups();
    List<Roll> hits =
        population.hits(dice, due.tick(), spec.getProbability()).stream()
            .sorted(Comparator.comparingDouble(Roll::value).thenComparing(h -> h.target().id()))
            .toList();
    if (hits.isEmpty()) {
      return new TickPlan(due, targets.size(), 0, List.of());
    }
    BlastRadiusLedger ledger =
        new BlastRadiusLedger(due.policy(), population.faults(), snapshot, due.time());
    return new TickPlan(
        due,
        targets.size(),
        hits.size(),
        hits.stream().map(r -> admit(due, r.target(), ledger)).toList());
  }

  private static TickPlan.Hit admit(DueTick due, TargetGroup target, BlastRadiusLedger ledger) {
    return switch (ledger.admit(target)) {
      case Admission.Admitted(String renews) ->
          new TickPlan.Injected(target, injection(due, target, renews));
      case Admission.Refused(Refusal why) -> new TickPlan.Refused(target, why);
    };
  }

  static Injection injection(DueTick due, TargetGroup target, String renews) {
    FailurePolicySpec policy = due.policy().getSpec();
    return Injection.newBuilder()
        .setId(InjectionIds.of(due.policy().getId(), due.time(), target.id()))
        .setDesiredState(InjectionState.RUNNING)
        .setStatus(InjectionStatus.newBuilder().setState(InjectionState.ASSIGNED))
        .setSpec(
            InjectionSpec.newBuilder()
                .setPolicyId(due.policy().getId())
                .setNodeId(target.nodeId())
                .setTargetId(target.id())
                .setTargetKey(target.key())
                .setFailure(policy.getFailure())
                .setTick(due.tick())
                .setBegins(ProtoTime.toProto(due.time()))
                .setDuration(ProtoTime.toProto(InjectionTimes.durationOf(policy)))
                .setRenews(renews)
                .setOnRestart(policy.getOnRestart()))
        .build();
  }
}
