package io.entropy.electiondemo.election;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long voters wait: an election time-out is drawn between `electionMin` and `electionMax` each
/// time, so that two rarely stand at once (Raft §5.2), and a leader is heard of each `heartbeat`. A
/// heartbeat is at most half of `electionMin`.
public record Timing(Duration electionMin, Duration electionMax, Duration heartbeat) {

  /// 300–600 ms and 75 ms: on one bridge a new leader within a second, at next to no CPU.
  public static final Timing DEFAULT =
      new Timing(Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(75));

  long electionDue(long now, RandomGenerator random) {
    return now + random.nextLong(electionMin.toNanos(), electionMax.toNanos() + 1);
  }

  long heartbeatDue(long now) {
    return now + heartbeat.toNanos();
  }

  /// Whether something heard at `heardAt` is still current at `now`.
  boolean current(long heardAt, long now) {
    return now - heardAt <= electionMax.toNanos();
  }
}
