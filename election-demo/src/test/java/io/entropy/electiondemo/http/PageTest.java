package io.entropy.electiondemo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.electiondemo.election.Ballot;
import io.entropy.electiondemo.election.Role;
import io.entropy.electiondemo.election.VoterState;
import io.entropy.electiondemo.voter.Counters;
import io.entropy.electiondemo.voter.Sighting;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageTest {
  private static Sighting seen(Role role) {
    var state = new VoterState("v1", new Ballot(7, Optional.empty()), role);
    return new Sighting(state, Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  private static final Sighting FOLLOWER = seen(new Role.Follower(Optional.of("v2"), 0, 0));
  private static final Sighting LOST = seen(new Role.Follower(Optional.empty(), 0, 0));
  private static final Sighting CANDIDATE = seen(new Role.Candidate(Set.of("v1"), 0, 0));
  private static final Sighting LEADER = seen(new Role.Leader(Map.of(), 0));

  @Test
  void statusIsJson() {
    assertThat(Page.status(FOLLOWER).text())
        .isEqualTo(
            "{\"id\":\"v1\",\"term\":7,\"role\":\"follower\",\"leader\":\"v2\","
                + "\"since\":\"2026-01-02T03:04:05.678Z\"}\n");
    assertThat(Page.status(CANDIDATE).text()).contains("\"role\":\"candidate\",\"leader\":null,");
    assertThat(Page.status(LEADER).text()).contains("\"role\":\"leader\",\"leader\":\"v1\",");
  }

  @Test
  void healthNamesTheLeader() {
    assertThat(Page.health(FOLLOWER, true))
        .isEqualTo(Page.plain(200, "ok: leader is v2 in term 7"));
  }

  @Test
  void illHealthHasAReason() {
    assertThat(Page.health(FOLLOWER, false).text()).contains("nothing heard from v2");
    assertThat(Page.health(LOST, false).text()).contains("no leader of this term is known");
    assertThat(Page.health(CANDIDATE, false).text()).contains("an election is under way");
    assertThat(Page.health(LEADER, false).text()).contains("no majority was heard");
    assertThat(Page.health(LEADER, false).status()).isEqualTo(503);
  }

  @Test
  void metricsFollowPrometheusTextFormat() {
    var page = MetricsText.page(LEADER.state(), new Counters());

    assertThat(page.contentType()).startsWith("text/plain; version=0.0.4");
    assertThat(page.text().lines())
        .contains(
            "# TYPE election_term gauge",
            "election_term 7",
            "election_is_leader 1",
            "election_leader_changes_total 0",
            "election_messages_sent_total{kind=\"heartbeat\"} 0")
        .allMatch(line ->
            line.matches("# (HELP|TYPE) election_[a-z_]+ .+")
                || line.matches("election_[a-z_]+(\\{kind=\"[a-z_]+\"})? \\d+"));
  }
}
