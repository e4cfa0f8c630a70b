package io.entropy.electiondemo.election;

import java.util.Optional;

/// All that a voter knows at one moment: its ballot, its role, and its own id.
public record VoterState(String id, Ballot ballot, Role role) {

  public long term() {
    return ballot.term();
  }

  /// The leader of the current term, as far as this voter knows.
  public Optional<String> leader() {
    return switch (role) {
      case Role.Follower follower -> follower.leader();
      case Role.Candidate _ -> Optional.empty();
      case Role.Leader _ -> Optional.of(id);
    };
  }

  VoterState as(Role next) {
    return new VoterState(id, ballot, next);
  }

  VoterState with(Ballot next) {
    return new VoterState(id, next, role);
  }
}
