package io.entropy.policymanager.policy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.policymanager.target.TargetGroup;
import io.entropy.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What was told last of which targets each started policy matches, so that changes are told once.
///
/// Kept in the loop's memory: a new leader tells what matches afresh. One thread.
final class MatchingSets {
  private final PolicyEvents events;
  private Map<String, Told> told = new HashMap<>();

  /// Matching targets by id, and the containers that were refused by name.
  private record Told(
      MatchingTargets matching, Map<String, TargetGroup> groups, Set<String> refused) {}

  private static final MatchingTargets NONE = new MatchingTargets(List.of(), List.of());

  MatchingSets(PolicyEvents events) {
    this.events = events;
  }

  /// The events to write for what differs from what was told. `matching` has every started policy.
  /// Nothing is remembered before [#remember].
  List<Consumer<Transaction>> changes(Map<FailurePolicy, MatchingTargets> matching) {
    List<Consumer<Transaction>> writes = new ArrayList<>();
    matching.forEach((policy, now) -> {
      Told before = told.getOrDefault(policy.getId(), told(NONE));
      if (isSame(before.matching(), now)) {
        return;
      }
      Map<String, TargetGroup> after = told(now).groups();
      before.groups().values().stream()
          .filter(g -> !after.containsKey(g.id()))
          .forEach(g -> writes.add(tx -> events.lost(tx, policy, g)));
      now.groups().stream()
          .filter(g -> !before.groups().containsKey(g.id()))
          .forEach(g -> writes.add(tx -> events.matched(tx, policy, g)));
      now.refused().stream()
          .filter(r -> !before.refused().contains(r.target().getId()))
          .forEach(r -> writes.add(tx -> events.refused(tx, policy, r)));
    });
    return writes;
  }

  /// Takes what was told as told, after its commit. Policies that aren't started are forgotten.
  void remember(Map<FailurePolicy, MatchingTargets> matching) {
    Map<String, Told> next = new HashMap<>();
    matching.forEach((policy, now) -> {
      Told before = told.get(policy.getId());
      next.put(
          policy.getId(), before != null && isSame(before.matching(), now) ? before : told(now));
    });
    told = next;
  }

  /// The very same, as most ticks find it; equality would look at every container.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(MatchingTargets before, MatchingTargets now) {
    return before == now;
  }

  private static Told told(MatchingTargets matching) {
    Map<String, TargetGroup> byId = new HashMap<>();
    matching.groups().forEach(g -> byId.put(g.id(), g));
    Set<String> ids = new HashSet<>();
    matching.refused().forEach(r -> ids.add(r.target().getId()));
    return new Told(matching, byId, ids);
  }
}
