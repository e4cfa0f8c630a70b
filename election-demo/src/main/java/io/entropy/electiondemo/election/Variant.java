package io.entropy.electiondemo.election;

import java.util.Optional;

/// Which rules a voter keeps: all of Raft's, or all but one. The unsafe variants exist to be
/// caught.
public enum Variant {
  /// Raft's rules.
  SAFE,
  /// Forgets each vote as soon as it is given, so it may vote for several candidates in one term.
  FORGET_VOTE,
  /// Takes its own vote for a majority, so it leads as soon as it stands.
  NO_MAJORITY;

  /// The ballot that remains after voting for `candidate` in `term`.
  Ballot vote(long term, String candidate) {
    return switch (this) {
      case SAFE, NO_MAJORITY -> new Ballot(term, Optional.of(candidate));
      case FORGET_VOTE -> Ballot.blank(term);
    };
  }

  /// How many voters of `size` have to agree.
  int quorum(int size) {
    return switch (this) {
      case SAFE, FORGET_VOTE -> size / 2 + 1;
      case NO_MAJORITY -> 1;
    };
  }
}
