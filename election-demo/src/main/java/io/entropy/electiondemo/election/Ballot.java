package io.entropy.electiondemo.election;

import java.util.Optional;

/// What a voter must still know after a crash: the highest term it has seen and whom it voted for
/// in that term.
public record Ballot(long term, Optional<String> votedFor) {

  /// The ballot of a voter that has never run: term 0, no vote.
  public static final Ballot FIRST = new Ballot(0, Optional.empty());

  static Ballot blank(long term) {
    return new Ballot(term, Optional.empty());
  }

  boolean allows(String candidate) {
    return votedFor.isEmpty() || votedFor.get().equals(candidate);
  }
}
