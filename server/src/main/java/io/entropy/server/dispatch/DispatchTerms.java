package io.entropy.server.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often agents are to say that they live, and for how long they're believed. An agent leaves a
/// manager that owes it the answer to a heartbeat for as long as one takes to come: twice that is
/// less than a leader's lease, so that agents have left a leader that hangs when the next one
/// leads.
///
/// @param heartbeat from one to the next, give or take a tenth
public record DispatchTerms(Duration heartbeat) {
  /// What agents and managers of this version speak; raised with every change that isn't understood
  /// by the other side.
  public static final int PROTOCOL = 1;

  public static final DispatchTerms DEFAULT = new DispatchTerms(Duration.ofSeconds(2));

  /// How long the next heartbeat may take at most.
  Duration grace() {
    return heartbeat.multipliedBy(7);
  }

  /// How long a new leader waits for the nodes that it hears of: they have to find it first.
  Duration firstGrace() {
    return heartbeat.multipliedBy(15);
  }

  /// When the next heartbeat is wanted; not for all agents at once.
  Duration next(RandomGenerator random) {
    long tenth = heartbeat.toNanos() / 10;
    return heartbeat.plusNanos(random.nextLong(-tenth, tenth + 1));
  }
}
