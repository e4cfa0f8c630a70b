package io.entropy.policymanager.policy;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import java.time.Duration;
import java.time.Instant;

/// The fixed times at which a policy's dice count: tick n is at start + n · frequency, however late
/// any tick before it was.
///
/// A tick is worked out slightly earlier (its *lead*), so that agents can arm the fault and begin
/// it at the grid time itself. Tick 0 has no lead: it's the start.
///
/// @param ticks how many there are; [Long#MAX_VALUE] without an end
record Grid(Instant start, Duration frequency, long ticks) {
  private static final Duration LONGEST_LEAD = Duration.ofMillis(100);

  static Grid of(FailurePolicy policy) {
    return new Grid(
        ProtoTime.fromProto(policy.getStatus().getStarted()),
        ProtoTime.fromProto(policy.getSpec().getFrequency()),
        ticks(policy.getSpec()));
  }

  private static long ticks(FailurePolicySpec spec) {
    if (!spec.hasRunFor()) {
      return Long.MAX_VALUE;
    }
    // One at the start, then as many as begin before the end.
    Duration last = ProtoTime.fromProto(spec.getRunFor()).minusNanos(1);
    return last.dividedBy(ProtoTime.fromProto(spec.getFrequency())) + 1;
  }

  Instant timeOf(long tick) {
    return start.plus(frequency.multipliedBy(tick));
  }

  /// [Instant#MAX] for one after the last.
  Instant dueAt(long tick) {
    if (tick >= ticks) {
      return Instant.MAX;
    }
    return tick == 0 ? start : timeOf(tick).minus(lead());
  }

  /// The last tick whose working-out is due by `now`; -1 when none is.
  long lastDue(Instant now) {
    if (now.isBefore(start)) {
      return -1;
    }
    long due = Duration.between(start, now.plus(lead())).dividedBy(frequency);
    return Math.min(due, ticks - 1);
  }

  private Duration lead() {
    Duration quarter = frequency.dividedBy(4);
    return quarter.compareTo(LONGEST_LEAD) < 0 ? quarter : LONGEST_LEAD;
  }
}
