package io.entropy.electiondemo.election;

import static io.entropy.electiondemo.election.Message.Kind.HEARTBEAT;
import static io.entropy.electiondemo.election.Message.Kind.HEARTBEAT_REPLY;
import static io.entropy.electiondemo.election.Message.Kind.REQUEST_VOTE;
import static io.entropy.electiondemo.election.Message.Kind.VOTE_DENIED;
import static io.entropy.electiondemo.election.Message.Kind.VOTE_GRANTED;
import static io.entropy.electiondemo.election.Voters.NOW;
import static io.entropy.electiondemo.election.Voters.candidate;
import static io.entropy.electiondemo.election.Voters.followingB;
import static io.entropy.electiondemo.election.Voters.leader;
import static io.entropy.electiondemo.election.Voters.ms;
import static io.entropy.electiondemo.election.Voters.said;
import static io.entropy.electiondemo.election.Voters.send;
import static io.entropy.electiondemo.election.Voters.votedForB;
import static io.entropy.electiondemo.election.Voters.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.electiondemo.election.Effect.LeaderChanged;
import io.entropy.electiondemo.election.Effect.Persist;
import io.entropy.electiondemo.election.Effect.RivalHeard;
import io.entropy.electiondemo.election.Role.Candidate;
import io.entropy.electiondemo.election.Role.Follower;
import io.entropy.electiondemo.election.Role.Leader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every role × every message of the current term.
class ReceiveTest {
  private final Election rules = Voters.rules(Variant.SAFE);

  private Step on(VoterState state, Message message) {
    return rules.receive(state, message, NOW);
  }

  // REQUEST_VOTE

  @Test
  void aFollowerGivesItsVoteToTheFirstWhoAsksAndWaitsAnew() {
    var step = on(waiting(), said("c", REQUEST_VOTE, 5));

    var forC = new Ballot(5, Optional.of("c"));
    assertThat(step.effects()).containsExactly(new Persist(forC), send(VOTE_GRANTED, 5, "c"));
    assertThat(step.state().role().dueAt()).isBetween(NOW + ms(300), NOW + ms(600));
  }

  @Test
  void aFollowerRepeatsItsVoteToTheSameCandidateWithoutWritingItAgain() {
    assertThat(on(votedForB(), said("b", REQUEST_VOTE, 5)).effects())
        .containsExactly(send(VOTE_GRANTED, 5, "b"));
  }

  @Test
  void aFollowerDeniesItsVoteToASecondCandidateAndWaitsNoLonger() {
    var step = on(votedForB(), said("c", REQUEST_VOTE, 5));

    assertThat(step).isEqualTo(Step.of(votedForB(), send(VOTE_DENIED, 5, "c")));
  }

  @Test
  void aCandidateDeniesItsVoteToARival() {
    assertThat(on(candidate(), said("c", REQUEST_VOTE, 5)))
        .isEqualTo(Step.of(candidate(), send(VOTE_DENIED, 5, "c")));
  }

  @Test
  void aLeaderDeniesItsVoteToALateCandidate() {
    assertThat(on(leader(), said("c", REQUEST_VOTE, 5)))
        .isEqualTo(Step.of(leader(), send(VOTE_DENIED, 5, "c")));
  }

  @Test
  void aVoterThatForgetsItsVoteVotesForEveryCandidate() {
    var forgetful = Voters.rules(Variant.FORGET_VOTE);

    var once = forgetful.receive(waiting(), said("b", REQUEST_VOTE, 5), NOW);
    var twice = forgetful.receive(once.state(), said("c", REQUEST_VOTE, 5), NOW);

    assertThat(once.effects()).containsExactly(send(VOTE_GRANTED, 5, "b"));
    assertThat(twice.effects()).containsExactly(send(VOTE_GRANTED, 5, "c"));
  }

  // VOTE_GRANTED

  @Test
  void aCandidateLeadsAndBeatsAtOnceWhenAMajorityVotedForIt() {
    var second = on(candidate(), said("c", VOTE_GRANTED, 5));
    var third = on(second.state(), said("e", VOTE_GRANTED, 5));

    assertThat(second.effects()).isEmpty();
    assertThat(third.state().role())
        .isEqualTo(new Leader(Map.of("c", NOW, "e", NOW), NOW + ms(75)));
    assertThat(third.effects())
        .startsWith(send(HEARTBEAT, 5, "b"))
        .endsWith(send(HEARTBEAT, 5, "e"), new LeaderChanged(5, Optional.of("a")));
  }

  @Test
  void aVoteThatComesTwiceCountsOnce() {
    var once = on(candidate(), said("c", VOTE_GRANTED, 5)).state();

    assertThat(on(once, said("c", VOTE_GRANTED, 5))).isEqualTo(Step.quiet(once));
    assertThat(((Candidate) once.role()).votes()).isEqualTo(Set.of("a", "c"));
  }

  @Test
  void votesThatComeWhenItIsOverChangeNothing() {
    assertThat(on(followingB(), said("c", VOTE_GRANTED, 5))).isEqualTo(Step.quiet(followingB()));
    assertThat(on(waiting(), said("c", VOTE_GRANTED, 5))).isEqualTo(Step.quiet(waiting()));
    assertThat(on(leader(), said("d", VOTE_GRANTED, 5))).isEqualTo(Step.quiet(leader()));
  }

  // VOTE_DENIED

  @Test
  void aDenialOfThisTermChangesNothing() {
    assertThat(Voters.all())
        .allSatisfy(
            state -> assertThat(on(state, said("c", VOTE_DENIED, 5))).isEqualTo(Step.quiet(state)));
  }

  // HEARTBEAT

  @Test
  void aFollowerLearnsItsLeaderAndAnswers() {
    var step = on(waiting(), said("b", HEARTBEAT, 5));

    assertThat(step.effects())
        .containsExactly(send(HEARTBEAT_REPLY, 5, "b"), new LeaderChanged(5, Optional.of("b")));
    assertThat(rules.hasCurrentLeader(step.state(), NOW)).isTrue();
  }

  @Test
  void aFollowerWaitsAnewAtEachHeartbeatOfItsLeader() {
    var step = on(followingB(), said("b", HEARTBEAT, 5));

    assertThat(step.effects()).containsExactly(send(HEARTBEAT_REPLY, 5, "b"));
    var follower = (Follower) step.state().role();
    assertThat(follower.heardAt()).isEqualTo(NOW);
    assertThat(follower.electionDue()).isBetween(NOW + ms(300), NOW + ms(600));
  }

  @Test
  void aCandidateFollowsWhoeverWonItsTerm() {
    var step = on(candidate(), said("c", HEARTBEAT, 5));

    assertThat(step.state().leader()).contains("c");
    assertThat(step.state().ballot()).isEqualTo(candidate().ballot());
  }

  @Test
  void aSecondLeaderOfATermIsToldAndNotFollowed() {
    assertThat(on(leader(), said("b", HEARTBEAT, 5)))
        .isEqualTo(Step.of(leader(), new RivalHeard(5, "b")));
    assertThat(on(followingB(), said("c", HEARTBEAT, 5)))
        .isEqualTo(Step.of(followingB(), new RivalHeard(5, "c")));
  }

  // HEARTBEAT_REPLY

  @Test
  void aLeaderNotesWhoAnswers() {
    var step = on(leader(), said("e", HEARTBEAT_REPLY, 5));

    assertThat(((Leader) step.state().role()).heardAt())
        .isEqualTo(Map.of("b", ms(990), "c", ms(990), "e", NOW));
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void answersToHeartbeatsMeanNothingToOthers() {
    for (var state : Voters.all()) {
      if (!(state.role() instanceof Leader)) {
        assertThat(on(state, said("e", HEARTBEAT_REPLY, 5))).isEqualTo(Step.quiet(state));
      }
    }
  }
}
