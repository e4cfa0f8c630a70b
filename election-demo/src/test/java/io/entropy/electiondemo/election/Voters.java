package io.entropy.electiondemo.election;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.entropy.electiondemo.election.Role.Candidate;
import io.entropy.electiondemo.election.Role.Follower;
import io.entropy.electiondemo.election.Role.Leader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// States and messages of voter `a` among `b c d e`, as tests want them, in term 5 at 1000 ms.
final class Voters {
  static final long NOW = ms(1000);
  static final Set<String> PEERS = Set.of("b", "c", "d", "e");

  private Voters() {}

  static long ms(long millis) {
    return MILLISECONDS.toNanos(millis);
  }

  static Election rules(Variant variant) {
    return new Election("a", PEERS, Timing.DEFAULT, variant, new SplittableRandom(1));
  }

  /// In term 5 without a leader and without a vote.
  static VoterState waiting() {
    return voted(Optional.empty(), new Follower(Optional.empty(), ms(900), ms(1400)));
  }

  static VoterState votedForB() {
    return voted(Optional.of("b"), new Follower(Optional.empty(), ms(900), ms(1400)));
  }

  static VoterState followingB() {
    return voted(Optional.of("b"), new Follower(Optional.of("b"), ms(950), ms(1400)));
  }

  static VoterState candidate() {
    return voted(Optional.of("a"), new Candidate(Set.of("a"), ms(1400), ms(1075)));
  }

  static VoterState leader() {
    return voted(Optional.of("a"), new Leader(Map.of("b", ms(990), "c", ms(990)), ms(1075)));
  }

  static List<VoterState> all() {
    return List.of(waiting(), votedForB(), followingB(), candidate(), leader());
  }

  static Message said(String sender, Message.Kind kind, long term) {
    return new Message(kind, term, sender, "a");
  }

  static Effect send(Message.Kind kind, long term, String to) {
    return new Effect.Send(new Message(kind, term, "a", to));
  }

  static List<Effect> sendAll(Message.Kind kind, long term, String... to) {
    return List.of(to).stream().map(peer -> send(kind, term, peer)).toList();
  }

  private static VoterState voted(Optional<String> candidate, Role role) {
    return new VoterState("a", new Ballot(5, candidate), role);
  }
}
