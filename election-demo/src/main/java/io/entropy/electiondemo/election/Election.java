package io.entropy.electiondemo.election;

import static io.entropy.electiondemo.election.Message.Kind.HEARTBEAT;
import static io.entropy.electiondemo.election.Message.Kind.HEARTBEAT_REPLY;
import static io.entropy.electiondemo.election.Message.Kind.REQUEST_VOTE;
import static io.entropy.electiondemo.election.Message.Kind.VOTE_DENIED;
import static io.entropy.electiondemo.election.Message.Kind.VOTE_GRANTED;

import io.entropy.electiondemo.election.Effect.ElectionStarted;
import io.entropy.electiondemo.election.Effect.RivalHeard;
import io.entropy.electiondemo.election.Effect.Send;
import io.entropy.electiondemo.election.Role.Candidate;
import io.entropy.electiondemo.election.Role.Follower;
import io.entropy.electiondemo.election.Role.Leader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The rules of one voter: what a message or the passing of time makes of its state.
///
/// At most one voter leads a term as long as every voter keeps [Variant#SAFE] and does each step's
/// effects in order. Time may run at any speed; it matters only for how soon there is a leader.
public final class Election {
  private final String id;
  private final Set<String> peers;
  private final Timing timing;
  private final Variant variant;
  private final RandomGenerator random;

  /// The rules of voter `id` among `peers` (the others, without itself).
  public Election(
      String id, Set<String> peers, Timing timing, Variant variant, RandomGenerator random) {
    this.id = id;
    this.peers = Set.copyOf(peers);
    this.timing = timing;
    this.variant = variant;
    this.random = random;
  }

  /// The state of a voter that starts with this ballot: a follower of nobody yet.
  public VoterState start(Ballot ballot, long now) {
    return new VoterState(
        id, ballot, new Follower(Optional.empty(), now, timing.electionDue(now, random)));
  }

  /// What the time `now` makes of `state`; nothing before its [Role#dueAt].
  public Step tick(VoterState state, long now) {
    if (now < state.role().dueAt()) {
      return Step.quiet(state);
    }
    var step =
        switch (state.role()) {
          case Follower _ -> stand(state, now);
          case Candidate candidate ->
              now >= candidate.electionDue() ? stand(state, now) : askAgain(state, candidate, now);
          case Leader leader ->
              hearsMajority(leader, now) ? beat(state, leader, now) : giveUp(state, now);
        };
    return step.since(state);
  }

  /// What `message`, received at `now`, makes of `state`. Messages for or from anybody else than
  /// this voter and its peers are ignored.
  public Step receive(VoterState state, Message message, long now) {
    if (!message.to().equals(id) || !peers.contains(message.from())) {
      return Step.quiet(state);
    }
    if (message.term() < state.term()) {
      return refuse(state, message);
    }
    var caughtUp = message.term() > state.term() ? enter(state, message.term(), now) : state;
    return handle(caughtUp, message, now).since(state);
  }

  /// Whether `state` has a leader that is current at `now`: it heard of it within the longest
  /// election time-out, or leads itself and heard a majority within that time.
  public boolean hasCurrentLeader(VoterState state, long now) {
    return switch (state.role()) {
      case Follower follower ->
          follower.leader().isPresent() && timing.current(follower.heardAt(), now);
      case Candidate _ -> false;
      case Leader leader -> hearsMajority(leader, now);
    };
  }

  private Step handle(VoterState state, Message message, long now) {
    return switch (message.kind()) {
      case REQUEST_VOTE -> answer(state, message.from(), now);
      case VOTE_GRANTED ->
          state.role() instanceof Candidate candidate
              ? count(state, candidate.with(message.from()), now)
              : Step.quiet(state);
      case VOTE_DENIED -> Step.quiet(state);
      case HEARTBEAT -> hearLeader(state, message.from(), now);
      case HEARTBEAT_REPLY ->
          state.role() instanceof Leader leader
              ? Step.quiet(state.as(leader.heard(message.from(), now)))
              : Step.quiet(state);
    };
  }

  /// An old term's question is answered with the term that ended it; an old answer is worthless.
  private Step refuse(VoterState state, Message message) {
    return switch (message.kind()) {
      case REQUEST_VOTE -> Step.of(state, send(VOTE_DENIED, state.term(), message.from()));
      case HEARTBEAT -> Step.of(state, send(HEARTBEAT_REPLY, state.term(), message.from()));
      case VOTE_GRANTED, VOTE_DENIED, HEARTBEAT_REPLY -> Step.quiet(state);
    };
  }

  /// A newer term begins without a leader and without a vote. The election time-out stays: only a
  /// leader's heartbeat or a granted vote is a reason to wait longer.
  private VoterState enter(VoterState state, long term, long now) {
    long electionDue =
        switch (state.role()) {
          case Follower follower -> follower.electionDue();
          case Candidate candidate -> candidate.electionDue();
          case Leader _ -> timing.electionDue(now, random);
        };
    return state.with(Ballot.blank(term)).as(new Follower(Optional.empty(), now, electionDue));
  }

  private Step stand(VoterState state, long now) {
    long term = state.term() + 1;
    var candidate =
        new Candidate(Set.of(id), timing.electionDue(now, random), timing.heartbeatDue(now));
    var standing = state.with(variant.vote(term, id)).as(candidate);
    var counted = count(standing, candidate, now);
    var effects = new ArrayList<Effect>();
    effects.add(new ElectionStarted(term));
    effects.addAll(
        counted.state().role() instanceof Leader
            ? counted.effects()
            : sendTo(peer -> true, REQUEST_VOTE, term));
    return new Step(counted.state(), effects);
  }

  private Step askAgain(VoterState state, Candidate candidate, long now) {
    var retried =
        new Candidate(candidate.votes(), candidate.electionDue(), timing.heartbeatDue(now));
    return new Step(
        state.as(retried),
        sendTo(peer -> !candidate.votes().contains(peer), REQUEST_VOTE, state.term()));
  }

  private Step count(VoterState state, Candidate candidate, long now) {
    if (candidate.votes().size() < variant.quorum(peers.size() + 1)) {
      return Step.quiet(state.as(candidate));
    }
    Map<String, Long> heardAt =
        candidate.votes().stream()
            .filter(peers::contains)
            .collect(Collectors.toMap(peer -> peer, peer -> now));
    return beat(state, new Leader(heardAt, now), now);
  }

  private Step beat(VoterState state, Leader leader, long now) {
    return new Step(
        state.as(new Leader(leader.heardAt(), timing.heartbeatDue(now))),
        sendTo(peer -> true, HEARTBEAT, state.term()));
  }

  private Step giveUp(VoterState state, long now) {
    return Step.quiet(
        state.as(new Follower(Optional.empty(), now, timing.electionDue(now, random))));
  }

  private Step answer(VoterState state, String candidate, long now) {
    if (!state.ballot().allows(candidate)) {
      return Step.of(state, send(VOTE_DENIED, state.term(), candidate));
    }
    var role =
        switch (state.role()) {
          case Follower f -> new Follower(f.leader(), f.heardAt(), timing.electionDue(now, random));
          case Candidate c -> c;
          case Leader l -> l;
        };
    return Step.of(
        state.with(variant.vote(state.term(), candidate)).as(role),
        send(VOTE_GRANTED, state.term(), candidate));
  }

  private Step hearLeader(VoterState state, String sender, long now) {
    if (!state.leader().orElse(sender).equals(sender)) {
      return Step.of(state, new RivalHeard(state.term(), sender));
    }
    var following = new Follower(Optional.of(sender), now, timing.electionDue(now, random));
    return Step.of(state.as(following), send(HEARTBEAT_REPLY, state.term(), sender));
  }

  private boolean hearsMajority(Leader leader, long now) {
    long heard = leader.heardAt().values().stream().filter(at -> timing.current(at, now)).count();
    return heard + 1 >= variant.quorum(peers.size() + 1);
  }

  private List<Effect> sendTo(Predicate<String> wanted, Message.Kind kind, long term) {
    return peers.stream().filter(wanted).sorted().map(peer -> send(kind, term, peer)).toList();
  }

  private Effect send(Message.Kind kind, long term, String to) {
    return new Send(new Message(kind, term, id, to));
  }
}
