package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups of injections that wait for each other: each is armed first, and all begin once the last
/// one is. When one is over before that, the others are told to end: half a partition isn't one.
///
/// @param armed those that may begin
/// @param broken those that never will
record GroupReleases(List<Injection> armed, List<Injection> broken) {

  GroupReleases {
    armed = List.copyOf(armed);
    broken = List.copyOf(broken);
  }

  static GroupReleases of(Snapshot snapshot) {
    Map<String, List<Injection>> groups = new LinkedHashMap<>();
    for (Injection injection : snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE)) {
      if (isWaiting(injection)) {
        groups
            .computeIfAbsent(injection.getSpec().getGroup().getId(), _ -> new ArrayList<>())
            .add(injection);
      }
    }
    List<Injection> armed = new ArrayList<>();
    List<Injection> broken = new ArrayList<>();
    for (List<Injection> group : groups.values()) {
      if (group.size() < group.getFirst().getSpec().getGroup().getSize()) {
        broken.addAll(group);
      } else if (group.stream().allMatch(GroupReleases::isArmed)) {
        armed.addAll(group);
      }
    }
    return new GroupReleases(armed, broken);
  }

  /// Whether it's one of a group and not told to begin yet.
  static boolean isWaiting(Injection injection) {
    return injection.getSpec().hasGroup() && injection.getDesiredState() == InjectionState.READY;
  }

  private static boolean isArmed(Injection injection) {
    return injection.getStatus().getState().compareTo(InjectionState.READY) >= 0;
  }

  boolean isEmpty() {
    return armed.isEmpty() && broken.isEmpty();
  }
}
