package io.entropy.policymanager.policy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.policymanager.target.TargetGroup;
import io.entropy.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What was told last of which targets each started policy matches, so that changes are told once:
/// each target by its name, or those that come or go together by their number when they're many.
///
/// Kept in the loop's memory: a new leader tells what matches afresh. One thread.
final class MatchingSets {
  /// More than these that come or go at once are told in one event: a hundred policies that mean a
  /// hundred thousand containers would write ten million, and push all others out of the log.
  static final int MOST_BY_NAME = 100;

  private static final Told NOTHING = Told.of(new MatchingTargets(List.of(), List.of()));

  private final PolicyEvents events;
  private Map<String, Told> told = new HashMap<>();

  /// Worked out once for all policies that mean the same, which have the same instance.
  private IdentityHashMap<MatchingTargets, Told> known = new IdentityHashMap<>();

  /// Matching targets by id, and the containers that were refused by name.
  private record Told(
      MatchingTargets matching, Map<String, TargetGroup> groups, Set<String> refused) {

    static Told of(MatchingTargets matching) {
      Map<String, TargetGroup> byId = new HashMap<>();
      matching.groups().forEach(g -> byId.put(g.id(), g));
      Set<String> ids = new HashSet<>();
      matching.refused().forEach(r -> ids.add(r.target().getId()));
      return new Told(matching, byId, ids);
    }

    /// Those that the other doesn't have.
    List<TargetGroup> without(Told other) {
      return matching.groups().stream().filter(g -> !other.groups.containsKey(g.id())).toList();
    }
  }

  MatchingSets(PolicyEvents events) {
    this.events = events;
  }

  /// The events to write for what differs from what was told. `matching` has every started policy.
  /// Nothing is remembered before [#remember].
  List<Consumer<Transaction>> changes(Map<FailurePolicy, MatchingTargets> matching) {
    List<Consumer<Transaction>> writes = new ArrayList<>();
    matching.forEach((policy, now) -> {
      Told before = told.getOrDefault(policy.getId(), NOTHING);
      if (isSame(before.matching(), now)) {
        return;
      }
      Told after = told(now);
      int left = now.groups().size();
      List<TargetGroup> gone = before.without(after);
      if (gone.size() > MOST_BY_NAME) {
        writes.add(tx -> events.lost(tx, policy, gone, left));
      } else {
        gone.forEach(g -> writes.add(tx -> events.lost(tx, policy, g)));
      }
      List<TargetGroup> come = after.without(before);
      if (come.size() > MOST_BY_NAME) {
        writes.add(tx -> events.matched(tx, policy, come, left));
      } else {
        come.forEach(g -> writes.add(tx -> events.matched(tx, policy, g)));
      }
      now.refused().stream()
          .filter(r -> !before.refused().contains(r.target().getId()))
          .forEach(r -> writes.add(tx -> events.refused(tx, policy, r)));
    });
    return writes;
  }

  /// Takes what was told as told, after its commit. Policies that aren't started are forgotten.
  void remember(Map<FailurePolicy, MatchingTargets> matching) {
    Map<String, Told> next = new HashMap<>();
    IdentityHashMap<MatchingTargets, Told> used = new IdentityHashMap<>();
    matching.forEach((policy, now) -> {
      Told told = told(now);
      used.put(now, told);
      next.put(policy.getId(), told);
    });
    told = next;
    known = used;
  }

  private Told told(MatchingTargets matching) {
    return known.computeIfAbsent(matching, Told::of);
  }

  /// The very same, as most ticks find it; equality would look at every container.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(MatchingTargets before, MatchingTargets now) {
    return before == now;
  }
}
