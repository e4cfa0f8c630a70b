package io.entropy.electiondemo.election;

import static io.entropy.electiondemo.election.Message.Kind.HEARTBEAT;
import static io.entropy.electiondemo.election.Message.Kind.HEARTBEAT_REPLY;
import static io.entropy.electiondemo.election.Message.Kind.REQUEST_VOTE;
import static io.entropy.electiondemo.election.Message.Kind.VOTE_DENIED;
import static io.entropy.electiondemo.election.Message.Kind.VOTE_GRANTED;
import static io.entropy.electiondemo.election.Voters.NOW;
import static io.entropy.electiondemo.election.Voters.said;
import static io.entropy.electiondemo.election.Voters.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entropy.electiondemo.election.Effect.LeaderChanged;
import io.entropy.electiondemo.election.Effect.Persist;
import io.entropy.electiondemo.election.Role.Follower;
import io.entropy.electiondemo.election.Role.Leader;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every role × every message of an older or a newer term, and messages that are not ours.
class OtherTermsTest {
  private final Election rules = Voters.rules(Variant.SAFE);

  static Stream<Arguments> everyStateAndMessage() {
    return Voters.all().stream()
        .flatMap(state -> Stream.of(Message.Kind.values()).map(kind -> arguments(state, kind)));
  }

  @ParameterizedTest
  @MethodSource("everyStateAndMessage")
  void anOldTermChangesNothingAndItsQuestionsAreAnsweredWithTheNewOne(
      VoterState state, Message.Kind kind) {
    var step = rules.receive(state, said("c", kind, 4), NOW);

    var expected =
        switch (kind) {
          case REQUEST_VOTE -> Step.of(state, send(VOTE_DENIED, 5, "c"));
          case HEARTBEAT -> Step.of(state, send(HEARTBEAT_REPLY, 5, "c"));
          case VOTE_GRANTED, VOTE_DENIED, HEARTBEAT_REPLY -> Step.quiet(state);
        };
    assertThat(step).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("everyStateAndMessage")
  void aNewerTermMakesEverybodyAFollowerAndIsOnDiskFirst(VoterState state, Message.Kind kind) {
    var step = rules.receive(state, said("c", kind, 9), NOW);

    assertThat(step.state().role()).isInstanceOf(Follower.class);
    var vote = kind == REQUEST_VOTE ? Optional.of("c") : Optional.<String>empty();
    assertThat(step.effects()).startsWith(new Persist(new Ballot(9, vote)));
    assertThat(step.effects())
        .filteredOn(Effect.Send.class::isInstance)
        .isEqualTo(
            switch (kind) {
              case REQUEST_VOTE -> Voters.sendAll(VOTE_GRANTED, 9, "c");
              case HEARTBEAT -> Voters.sendAll(HEARTBEAT_REPLY, 9, "c");
              case VOTE_GRANTED, VOTE_DENIED, HEARTBEAT_REPLY -> Voters.sendAll(kind, 9);
            });
  }

  @ParameterizedTest
  @MethodSource("everyStateAndMessage")
  void aNewerTermChangesTheKnownLeaderExactlyWhenItDiffers(VoterState state, Message.Kind kind) {
    var step = rules.receive(state, said("c", kind, 9), NOW);

    var told = step.effects().stream().filter(LeaderChanged.class::isInstance).toList();
    if (kind == HEARTBEAT) {
      assertThat(told).containsExactly(new LeaderChanged(9, Optional.of("c")));
    } else if (state.leader().isPresent()) {
      assertThat(told).containsExactly(new LeaderChanged(9, Optional.empty()));
    } else {
      assertThat(told).isEmpty();
    }
  }

  @Test
  void aNewerTermAloneIsNoReasonToWaitLongerButALeaderGetsATimeout() {
    for (var state : Voters.all()) {
      var after = rules.receive(state, said("c", VOTE_DENIED, 9), NOW).state().role().dueAt();
      if (state.role() instanceof Leader) {
        assertThat(after).isBetween(NOW + Voters.ms(300), NOW + Voters.ms(600));
      } else {
        assertThat(after).isEqualTo(Voters.ms(1400));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyStateAndMessage")
  void messagesForAnotherOrFromAStrangerAreIgnored(VoterState state, Message.Kind kind) {
    assertThat(rules.receive(state, new Message(kind, 9, "c", "b"), NOW))
        .isEqualTo(Step.quiet(state));
    assertThat(rules.receive(state, said("stranger", kind, 9), NOW)).isEqualTo(Step.quiet(state));
    assertThat(rules.receive(state, said("a", kind, 9), NOW)).isEqualTo(Step.quiet(state));
  }
}
