package io.entropy.electiondemo.http;

import io.entropy.electiondemo.election.Role;
import io.entropy.electiondemo.voter.Sighting;
import java.util.Optional;

/// An answer to a request: HTTP status, content type and text.
record Page(int status, String contentType, String text) {

  /// Who this voter is and whom it follows. Ids need no JSON escapes: they are letters, digits,
  /// dots, underscores and hyphens.
  static Page status(Sighting sighting) {
    var state = sighting.state();
    var text =
        "{\"id\":%s,\"term\":%d,\"role\":%s,\"leader\":%s,\"since\":%s}\n"
            .formatted(
                quoted(state.id()),
                state.term(),
                quoted(roleName(state.role())),
                state.leader().map(Page::quoted).orElse("null"),
                quoted(sighting.since().toString()));
    return new Page(200, "application/json", text);
  }

  /// Whether this voter can say who leads now, and if not, why.
  static Page health(Sighting sighting, boolean hasCurrentLeader) {
    var leader = sighting.state().leader();
    if (hasCurrentLeader && leader.isPresent()) {
      return plain(
          200, "ok: leader is %s in term %d".formatted(leader.get(), sighting.state().term()));
    }
    return plain(503, "no current leader: " + reason(sighting.state().role(), leader));
  }

  static Page plain(int status, String line) {
    return new Page(status, "text/plain; charset=utf-8", line + "\n");
  }

  static String roleName(Role role) {
    return switch (role) {
      case Role.Follower _ -> "follower";
      case Role.Candidate _ -> "candidate";
      case Role.Leader _ -> "leader";
    };
  }

  private static String reason(Role role, Optional<String> leader) {
    return switch (role) {
      case Role.Follower _ ->
          leader
              .map(id -> "nothing heard from %s within the election time-out".formatted(id))
              .orElse("no leader of this term is known");
      case Role.Candidate _ -> "an election is under way";
      case Role.Leader _ -> "leading, but no majority was heard within the election time-out";
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
