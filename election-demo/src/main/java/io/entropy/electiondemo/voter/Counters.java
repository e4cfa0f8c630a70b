package io.entropy.electiondemo.voter;

import io.entropy.electiondemo.election.Effect;
import io.entropy.electiondemo.election.Message;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// What a voter has done since it started. Any thread may read while the voter counts.
public final class Counters {
  private final LongAdder leaderChanges = new LongAdder();
  private final LongAdder electionsStarted = new LongAdder();
  private final LongAdder rivalsHeard = new LongAdder();
  private final LongAdder sendFailures = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final Map<Message.Kind, LongAdder> sent = perKind();
  private final Map<Message.Kind, LongAdder> received = perKind();

  /// Counts what `effect` tells; messages are counted where they pass.
  void count(Effect effect) {
    switch (effect) {
      case Effect.ElectionStarted _ -> electionsStarted.increment();
      case Effect.RivalHeard _ -> rivalsHeard.increment();
      case Effect.LeaderChanged change -> leaderChanges.add(change.leader().isPresent() ? 1 : 0);
      case Effect.Persist _, Effect.Send _ -> {}
    }
  }

  void sent(Message.Kind kind) {
    of(sent, kind).increment();
  }

  void received(Message.Kind kind) {
    of(received, kind).increment();
  }

  void sendFailed() {
    sendFailures.increment();
  }

  void rejected() {
    rejected.increment();
  }

  /// How often a leader became known; losing one isn't counted.
  public long leaderChanges() {
    return leaderChanges.sum();
  }

  public long electionsStarted() {
    return electionsStarted.sum();
  }

  /// Heartbeats of a second leader in one term; more than 0 means that the election is broken.
  public long rivalsHeard() {
    return rivalsHeard.sum();
  }

  public long sendFailures() {
    return sendFailures.sum();
  }

  /// Datagrams that were no message of a peer.
  public long rejectedDatagrams() {
    return rejected.sum();
  }

  public long sentOf(Message.Kind kind) {
    return of(sent, kind).sum();
  }

  public long receivedOf(Message.Kind kind) {
    return of(received, kind).sum();
  }

  private static Map<Message.Kind, LongAdder> perKind() {
    var counts = new EnumMap<Message.Kind, LongAdder>(Message.Kind.class);
    for (var kind : Message.Kind.values()) {
      counts.put(kind, new LongAdder());
    }
    return counts;
  }

  private static LongAdder of(Map<Message.Kind, LongAdder> counts, Message.Kind kind) {
    return Objects.requireNonNull(counts.get(kind));
  }
}
