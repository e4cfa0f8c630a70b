package io.entropy.policymanager.policy;

import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.policymanager.target.TargetGroup;
import java.util.ArrayList;
import java.util.List;

/// The targets that a policy rolls for, with what the dice take of each worked out once.
final class Population {
  private final MatchingTargets matching;
  private final long[] keyHashes;

  Population(MatchingTargets matching) {
    this.matching = matching;
    keyHashes = matching.groups().stream().mapToLong(g -> Dice.keyHash(g.key())).toArray();
  }

  MatchingTargets matching() {
    return matching;
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
