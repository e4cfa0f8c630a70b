package io.entropy.electiondemo.election;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a voter is in its term, with the deadlines that go with it. All times are nanoseconds from
/// the origin that the caller of [Election] chose.
public sealed interface Role {

  /// The next moment at which [Election#tick] has something to do.
  long dueAt();

  /// One who follows `leader`, last heard of at `heardAt`, or waits for one to appear.
  record Follower(Optional<String> leader, long heardAt, long electionDue) implements Role {
    @Override
    public long dueAt() {
      return electionDue;
    }
  }

  /// One who asks for votes, has `votes` (its own too), asks the silent ones again at `retryDue`,
  /// and gives the term up at `electionDue`.
  record Candidate(Set<String> votes, long electionDue, long retryDue) implements Role {
    public Candidate {
      votes = Set.copyOf(votes);
    }

    Candidate with(String voter) {
      var more = new HashSet<>(votes);
      more.add(voter);
      return new Candidate(more, electionDue, retryDue);
    }

    @Override
    public long dueAt() {
      return Math.min(electionDue, retryDue);
    }
  }

  /// One whom a majority elected; `heardAt` is when each peer last answered in this term.
  record Leader(Map<String, Long> heardAt, long heartbeatDue) implements Role {
    public Leader {
      heardAt = Map.copyOf(heardAt);
    }

    Leader heard(String peer, long now) {
      var updated = new HashMap<>(heardAt);
      updated.put(peer, now);
      return new Leader(updated, heartbeatDue);
    }

    @Override
    public long dueAt() {
      return heartbeatDue;
    }
  }
}
