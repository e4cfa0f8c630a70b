package io.entropy.policymanager.policy;

import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.policymanager.target.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The targets that a policy rolls for, with what the dice take of each worked out once. One
/// thread.
final class Population {
  private final MatchingTargets matching;
  private final long[] keyHashes;
  private @Nullable ActiveFaults faults;

  Population(MatchingTargets matching) {
    this.matching = matching;
    keyHashes = matching.groups().stream().mapToLong(g -> Dice.keyHash(g.key())).toArray();
  }

  MatchingTargets matching() {
    return matching;
  }

  /// Looks faults up among them; made at the first hit.
  ActiveFaults faults() {
    ActiveFaults made = faults;
    if (made == null) {
      made = new ActiveFaults(matching.groups());
      faults = made;
    }
    return made;
  }

  /// Those whose roll is below the probability.
  List<Roll> hits(Dice dice, long tick, double probability) {
    List<Roll> hits = new ArrayList<>();
    for (int i = 0; i < keyHashes.length; i++) {
      double value = dice.roll(keyHashes[i], tick);
      if (value < probability) {
        hits.add(new Roll(matching.groups().get(i), value));
      }
    }
    return hits;
  }

  /// What the dice gave a target.
  record Roll(TargetGroup target, double value) {}
}
