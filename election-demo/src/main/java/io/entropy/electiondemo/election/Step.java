package io.entropy.electiondemo.election;

import java.util.ArrayList;
import java.util.List;

/// What a moment made of a voter: its next state, and what is to be done before anything else
/// happens to it.
public record Step(VoterState state, List<Effect> effects) {

  public Step {
    effects = List.copyOf(effects);
  }

  static Step quiet(VoterState state) {
    return new Step(state, List.of());
  }

  static Step of(VoterState state, Effect effect) {
    return new Step(state, List.of(effect));
  }

  /// This step as one from `before`: what the two states differ in becomes effects, the ballot's
  /// first.
  Step since(VoterState before) {
    var all = new ArrayList<Effect>();
    if (!state.ballot().equals(before.ballot())) {
      all.add(new Effect.Persist(state.ballot()));
    }
    all.addAll(effects);
    boolean otherLeader = !state.leader().equals(before.leader());
    boolean sameInNewTerm = state.leader().isPresent() && state.term() != before.term();
    if (otherLeader || sameInNewTerm) {
      all.add(new Effect.LeaderChanged(state.term(), state.leader()));
    }
    return new Step(state, all);
  }
}
