package io.entropy.electiondemo.election;

import static io.entropy.electiondemo.election.Message.Kind.HEARTBEAT;
import static io.entropy.electiondemo.election.Message.Kind.REQUEST_VOTE;
import static io.entropy.electiondemo.election.Voters.NOW;
import static io.entropy.electiondemo.election.Voters.ms;
import static io.entropy.electiondemo.election.Voters.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.electiondemo.election.Effect.ElectionStarted;
import io.entropy.electiondemo.election.Effect.LeaderChanged;
import io.entropy.electiondemo.election.Effect.Persist;
import io.entropy.electiondemo.election.Role.Candidate;
import io.entropy.electiondemo.election.Role.Follower;
import io.entropy.electiondemo.election.Role.Leader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TickTest {
  private final Election rules = Voters.rules(Variant.SAFE);

  @Test
  void nobodyDoesAnythingBeforeItIsDue() {
    assertThat(Voters.all())
        .allSatisfy(state ->
            assertThat(rules.tick(state, state.role().dueAt() - 1)).isEqualTo(Step.quiet(state)));
  }

  @Test
  void aFollowerWithoutALeaderStandsAndVotesForItselfOnDiskBeforeItAsks() {
    var step = rules.tick(Voters.waiting(), ms(1400));

    var own = new Ballot(6, Optional.of("a"));
    assertThat(step.state().ballot()).isEqualTo(own);
    assertThat(step.effects())
        .containsExactly(
            new Persist(own),
            new ElectionStarted(6),
            send(REQUEST_VOTE, 6, "b"),
            send(REQUEST_VOTE, 6, "c"),
            send(REQUEST_VOTE, 6, "d"),
            send(REQUEST_VOTE, 6, "e"));
  }

  @Test
  void aFollowerWhoseLeaderIsSilentStandsAndHasNoLeaderAnyMore() {
    var step = rules.tick(Voters.followingB(), ms(1400));

    assertThat(step.effects()).contains(new LeaderChanged(6, Optional.empty()));
  }

  @Test
  void electionTimeoutsAreDrawnFromTheWholeRange() {
    for (int i = 0; i < 1000; i++) {
      var role = rules.tick(Voters.waiting(), ms(1400)).state().role();
      assertThat(((Candidate) role).electionDue()).isBetween(ms(1700), ms(2000));
    }
  }

  @Test
  void aCandidateAsksTheSilentOnesAgain() {
    var asked = Voters.candidate().as(new Candidate(Set.of("a", "c"), ms(1400), ms(1075)));

    var step = rules.tick(asked, ms(1075));

    assertThat(step.effects())
        .containsExactly(
            send(REQUEST_VOTE, 5, "b"), send(REQUEST_VOTE, 5, "d"), send(REQUEST_VOTE, 5, "e"));
    assertThat(step.state().role()).isEqualTo(new Candidate(Set.of("a", "c"), ms(1400), ms(1150)));
  }

  @Test
  void aCandidateThatGetsNoMajorityStandsAgainInTheNextTerm() {
    var step = rules.tick(Voters.candidate(), ms(1400));

    assertThat(step.state().ballot()).isEqualTo(new Ballot(6, Optional.of("a")));
    assertThat(step.effects()).contains(new ElectionStarted(6), send(REQUEST_VOTE, 6, "e"));
  }

  @Test
  void aLeaderThatHearsAMajorityBeats() {
    var step = rules.tick(Voters.leader(), ms(1075));

    assertThat(step.effects()).isEqualTo(Voters.sendAll(HEARTBEAT, 5, "b", "c", "d", "e"));
    assertThat(step.state().role().dueAt()).isEqualTo(ms(1150));
  }

  @Test
  void aLeaderThatHearsNoMajorityGivesUpItsTerm() {
    var deaf = Voters.leader().as(new Leader(Map.of("b", ms(990), "c", ms(300)), NOW));

    var step = rules.tick(deaf, NOW);

    assertThat(step.state().role()).isInstanceOf(Follower.class);
    assertThat(step.state().ballot()).isEqualTo(deaf.ballot());
    assertThat(step.effects()).containsExactly(new LeaderChanged(5, Optional.empty()));
  }

  @Test
  void withoutTheMajorityRuleStandingIsWinning() {
    var step = Voters.rules(Variant.NO_MAJORITY).tick(Voters.waiting(), ms(1400));

    assertThat(step.state().role()).isInstanceOf(Leader.class);
    assertThat(step.effects())
        .contains(send(HEARTBEAT, 6, "b"), new LeaderChanged(6, Optional.of("a")));
  }

  @Test
  void aVoterAloneLeadsItself() {
    var alone = new Election("a", Set.of(), Timing.DEFAULT, Variant.SAFE, new SplittableRandom(1));

    var elected = alone.tick(alone.start(Ballot.FIRST, 0), ms(600)).state();

    assertThat(elected.leader()).contains("a");
    assertThat(alone.tick(elected, ms(10_000)).state().leader()).contains("a");
    assertThat(alone.hasCurrentLeader(elected, ms(10_000))).isTrue();
  }
}
