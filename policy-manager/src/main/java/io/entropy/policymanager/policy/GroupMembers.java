package io.entropy.policymanager.policy;

import io.entropy.api.v1.Target;
import io.entropy.policymanager.target.Neighbourhood;
import io.entropy.policymanager.target.TargetGroup;
import java.util.List;

/// Who belongs to the group that a mode acts on, and who doesn't.
///
/// @param matching what a selector means
/// @param all every known container
record GroupMembers(List<TargetGroup> matching, List<Target> all, Neighbourhood neighbourhood) {

  GroupMembers {
    matching = List.copyOf(matching);
    all = List.copyOf(all);
  }

  static GroupMembers of(List<TargetGroup> matching, List<Target> all) {
    return new GroupMembers(matching, all, new Neighbourhood(all));
  }

  /// Those of the group that can have a part now.
  List<TargetGroup> up() {
    return matching.stream().filter(TargetGroup::isUp).toList();
  }

  /// Every container that doesn't belong to the group.
  List<Target> others() {
    return all.stream()
        .filter(target -> matching.stream().noneMatch(group -> belongs(target, group)))
        .toList();
  }

  private boolean belongs(Target target, TargetGroup group) {
    return group.members().stream()
        .anyMatch(m -> m.getId().equals(target.getId()) || neighbourhood.isSame(m, target));
  }
}
