package io.entropy.policymanager.policy;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.policymanager.target.ReachableTargets;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom each selector means, worked out anew only when containers or the nodes that are away have
/// changed: most ticks find the same. One thread.
final class Populations {
  private final Map<Question, Population> answers = new HashMap<>();
  private Object token = this;
  private Set<String> away = Set.of();
  private List<Target> targets = List.of();

  private record Question(TargetSelector selector, Layer layer) {}

  /// All containers, as far as they can be reached.
  List<Target> targets(Snapshot snapshot) {
    Object now = snapshot.token(Kinds.TARGETS);
    Set<String> awayNow = ReachableTargets.away(snapshot);
    if (isAnother(now) || !awayNow.equals(away)) {
      answers.clear();
      token = now;
      away = awayNow;
      targets = ReachableTargets.in(snapshot);
    }
    return targets;
  }

  @SuppressWarnings("ReferenceEquality") // which is what a token is for
  private boolean isAnother(Object now) {
    return now != token;
  }

  Population of(Snapshot snapshot, TargetSelector selector, Layer layer) {
    List<Target> all = targets(snapshot);
    return answers.computeIfAbsent(
        new Question(selector, layer),
        q -> new Population(MatchingTargets.of(q.selector(), q.layer(), all)));
  }

  /// Forgets what nobody asks for any more.
  void keepOnly(Set<Population> used) {
    answers.values().retainAll(used);
  }
}
