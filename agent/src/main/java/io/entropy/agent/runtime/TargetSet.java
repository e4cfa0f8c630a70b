package io.entropy.agent.runtime;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The targets as last seen, and what changed about them. Any thread; its monitor guards it.
final class TargetSet {
  private final Map<String, Target> targets = new LinkedHashMap<>();

  /// How often each target was told to have changed: what was asked before isn't put in after.
  private final Map<String, Long> changes = new HashMap<>();

  /// Takes over a complete list. What is known of a target's process beyond the list stays, as long
  /// as nothing says that it's another one.
  synchronized List<Target> replace(List<Target> complete) {
    Map<String, Target> before = Map.copyOf(targets);
    targets.clear();
    for (Target target : complete) {
      Target known = before.get(target.getId());
      targets.put(target.getId(), known == null ? target : withProcessOf(known, target));
      changes.merge(target.getId(), 1L, Long::sum);
    }
    changes.keySet().retainAll(targets.keySet());
    return List.copyOf(targets.values());
  }

  private static Target withProcessOf(Target known, Target listed) {
    Target.Builder merged = listed.toBuilder();
    boolean up = listed.getStatus().getState() != State.STOPPED;
    if (up && listed.getStatus().getPid() == 0 && known.getStatus().hasStarted()) {
      merged
          .getStatusBuilder()
          .setPid(known.getStatus().getPid())
          .setStarted(known.getStatus().getStarted());
    }
    return merged.build();
  }

  synchronized Optional<Target> get(String id) {
    return Optional.ofNullable(targets.get(id));
  }

  /// Those whose process is known.
  synchronized List<String> withPid() {
    return targets.values().stream()
        .filter(target -> target.getStatus().getPid() != 0)
        .map(Target::getId)
        .toList();
  }

  synchronized long changes(String id) {
    return changes.getOrDefault(id, 0L);
  }

  /// Takes one over, and returns which targets are different now: itself, and those whose namespace
  /// it shares or shared.
  synchronized List<Target> put(Target target) {
    changes.merge(target.getId(), 1L, Long::sum);
    return change(() -> targets.put(target.getId(), target));
  }

  /// The same for an answer to a question that was asked when the target had changed so often;
  /// nothing when it has since, since the answer may be older than what is known now.
  synchronized List<Target> putIfUnchanged(Target target, long changesWhenAsked) {
    return changes(target.getId()) == changesWhenAsked
        ? change(() -> targets.put(target.getId(), target))
        : List.of();
  }

  synchronized List<Target> remove(String id) {
    changes.remove(id);
    return change(() -> targets.remove(id));
  }

  private List<Target> change(Runnable edit) {
    Map<String, Target> before = Map.copyOf(targets);
    edit.run();
    Collection<Target> resolved = NetworkSharing.resolve(targets.values());
    List<Target> changed = new ArrayList<>();
    for (Target target : resolved) {
      if (!target.equals(before.get(target.getId()))) {
        targets.put(target.getId(), target);
        changed.add(target);
      }
    }
    return changed;
  }
}
