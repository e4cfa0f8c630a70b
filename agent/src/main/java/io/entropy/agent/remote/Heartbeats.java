package io.entropy.agent.remote;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a heartbeat is due, when its answer is overdue, and until when the manager counts as there.
/// One thread; instants are those of a clock that never goes back.
final class Heartbeats {
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Duration period;
  private Instant next;
  private Instant answered;
  private @Nullable Instant unanswered;

  /// Registering is the first sign of life of a manager.
  Heartbeats(Duration period, Instant asked) {
    this.period = within(period);
    this.answered = asked;
    this.next = asked.plus(this.period);
  }

  /// What a manager says, or the usual when it says nothing.
  private static Duration within(Duration period) {
    if (!period.isPositive()) {
      return USUAL;
    }
    Duration atLeast = period.compareTo(SHORTEST) < 0 ? SHORTEST : period;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }

  /// When to look again.
  Instant next() {
    return unanswered == null ? next : unanswered.plus(period);
  }

  boolean isDue(Instant now) {
    return unanswered == null && !now.isBefore(next);
  }

  boolean isOverdue(Instant now) {
    return unanswered != null && !now.isBefore(unanswered.plus(period));
  }

  void sent(Instant now) {
    unanswered = now;
  }

  /// The manager was there when the last one was sent.
  ///
  /// @param wanted until the next; as before when zero
  void answered(Instant now, Duration wanted) {
    answered = unanswered == null ? now : unanswered;
    unanswered = null;
    period = wanted.isPositive() ? within(wanted) : period;
    next = now.plus(period);
  }

  /// Past this nobody knows whether the manager is there, even if this agent was held up and has
  /// not noticed: a period until a heartbeat is sent, another for its answer.
  Instant aliveUntil() {
    return answered.plus(period.multipliedBy(2)).plus(SHORTEST);
  }

  Duration period() {
    return period;
  }
}
