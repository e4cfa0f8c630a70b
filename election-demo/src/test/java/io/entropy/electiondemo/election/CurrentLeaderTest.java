package io.entropy.electiondemo.election;

import static io.entropy.electiondemo.election.Voters.NOW;
import static io.entropy.electiondemo.election.Voters.ms;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurrentLeaderTest {
  private final Election rules = Voters.rules(Variant.SAFE);

  @Test
  void aFollowerHasOneUntilTheLongestElectionTimeoutAfterItsLastHeartbeat() {
    assertThat(rules.hasCurrentLeader(Voters.followingB(), ms(1550))).isTrue();
    assertThat(rules.hasCurrentLeader(Voters.followingB(), ms(1550) + 1)).isFalse();
  }

  @Test
  void aFollowerOfNobodyAndACandidateHaveNone() {
    assertThat(rules.hasCurrentLeader(Voters.waiting(), NOW)).isFalse();
    assertThat(rules.hasCurrentLeader(Voters.candidate(), NOW)).isFalse();
  }

  @Test
  void aLeaderIsOneWhileAMajorityAnswers() {
    var leader = Voters.leader();

    assertThat(rules.hasCurrentLeader(leader, ms(1590))).isTrue();
    assertThat(rules.hasCurrentLeader(leader, ms(1590) + 1)).isFalse();
    var halfHeard = leader.as(new Role.Leader(Map.of("b", NOW, "c", ms(399)), NOW));
    assertThat(rules.hasCurrentLeader(halfHeard, NOW)).isFalse();
  }

  @Test
  void aVoterStartsAsAFollowerOfNobodyWithItsOldBallot() {
    var ballot = new Ballot(7, Optional.of("d"));

    var state = rules.start(ballot, NOW);

    assertThat(state.ballot()).isEqualTo(ballot);
    assertThat(state.leader()).isEmpty();
    assertThat(state.role().dueAt()).isBetween(NOW + ms(300), NOW + ms(600));
  }
}
