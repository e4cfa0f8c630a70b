package io.entropy.policymanager.policy;

import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionGroup;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.group.Division;
import io.entropy.injectors.spi.group.Grouping;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.policymanager.target.TargetGroup;
import io.entropy.store.Snapshot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a tick decides for a mode that acts on all matching targets together: a pure function, as
/// [TickReconciler] is for the others.
///
/// The group gets one roll, and each of its members that runs another one for its place in it; a
/// hit makes an injection for each member that has a part, or none at all.
final class GroupReconciler {
  /// What the dice are rolled for: no container's key has an asterisk.
  private static final String GROUP = "*";

  private final DueTick due;
  private final GroupMembers group;
  private final Dice dice;

  GroupReconciler(DueTick due, List<TargetGroup> matching, List<Target> all) {
    this.due = due;
    this.group = GroupMembers.of(matching, all);
    FailurePolicySpec spec = due.policy().getSpec();
    this.dice = new Dice(spec.getSeed(), spec.getName());
  }

  TickPlan plan(Snapshot snapshot, Grouping grouping, Parameters parameters) {
    if (due.tooLate() || group.matching().isEmpty()) {
      return new TickPlan(due, 0, 0, List.of());
    }
    if (dice.roll(GROUP, due.tick()) >= due.policy().getSpec().getProbability()) {
      return new TickPlan(due, 1, 0, List.of());
    }
    Map<String, TargetGroup> members = membersInOrder();
    List<Target> representatives =
        members.values().stream().map(TargetGroup::representative).toList();
    return new TickPlan(
        due,
        1,
        1,
        switch (grouping.divide(parameters, representatives, group.others())) {
          case Division.Impossible(String why, int needed, int there) ->
              refused(new Refusal(Refusal.Reason.IMPOSSIBLE, why, there, needed));
          case Division.Parts(List<Division.Part> parts) -> admit(snapshot, members, parts);
        });
  }

  /// The members that run, by id, in the order of their dice.
  private Map<String, TargetGroup> membersInOrder() {
    Map<String, TargetGroup> members = new LinkedHashMap<>();
    group.up().stream()
        .sorted(
            Comparator.comparingDouble((TargetGroup g) -> dice.roll(GROUP + g.key(), due.tick()))
                .thenComparing(TargetGroup::id))
        .forEach(member -> members.put(member.id(), member));
    return members;
  }

  private List<TickPlan.Hit> refused(Refusal why) {
    List<Target> everyone = group.matching().stream().flatMap(g -> g.members().stream()).toList();
    TargetGroup whole = new TargetGroup(group.matching().getFirst().representative(), everyone);
    return List.of(new TickPlan.Refused(whole, why));
  }

  private List<TickPlan.Hit> admit(
      Snapshot snapshot, Map<String, TargetGroup> members, List<Division.Part> parts) {
    BlastRadiusLedger ledger =
        new BlastRadiusLedger(
            due.policy(), new ActiveFaults(group.matching()), snapshot, due.time());
    List<TargetGroup> hurt =
        parts.stream()
            .flatMap(p -> Optional.ofNullable(members.get(p.member().getId())).stream())
            .toList();
    Optional<Refusal> refusal = ledger.admitTogether(hurt);
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    InjectionGroup together =
        InjectionGroup.newBuilder()
            .setId(InjectionIds.of(due.policy().getId(), due.time(), GROUP))
            .setSize(parts.size())
            .build();
    return parts.stream()
        .flatMap(part ->
            Optional.ofNullable(members.get(part.member().getId())).stream()
                .map(target -> injected(target, part, together, ledger.renewedBy(target))))
        .toList();
  }

  /// It's to be armed only: its group begins as a whole, see [GroupReleases].
  private TickPlan.Hit injected(
      TargetGroup target, Division.Part part, InjectionGroup together, String renews) {
    InjectionGroup.Builder own = together.toBuilder();
    part.peers().forEach(peer -> own.addPeers(group.neighbourhood().peer(part.member(), peer)));
    Injection.Builder injection =
        TickReconciler.injection(due, target, renews).toBuilder()
            .setDesiredState(InjectionState.READY);
    injection.getSpecBuilder().setGroup(own);
    return new TickPlan.Injected(target, injection.build());
  }
}
