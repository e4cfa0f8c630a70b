package io.entropy.policymanager.policy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicyStatus.State;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A policy whose time has come.
///
/// When several ticks are due only the last counts: the others are missed, and so is the last when
/// its faults would be over already.
///
/// @param tick the last one that is due
/// @param time its grid time: everything is decided as of then
/// @param missed how many ticks before it (and it, when `tooLate`) were never rolled
record DueTick(FailurePolicy policy, long tick, Instant time, long missed, boolean tooLate) {

  /// Every due policy, by grid time, then name: the order in which they compete.
  static List<DueTick> allAt(Snapshot snapshot, Instant now) {
    return started(snapshot).stream()
        .flatMap(p -> of(p, now).stream())
        .sorted(
            Comparator.comparing(DueTick::time).thenComparing(d -> d.policy().getSpec().getName()))
        .toList();
  }

  static List<FailurePolicy> started(Snapshot snapshot) {
    return snapshot.all(Kinds.FAILURE_POLICIES).stream().filter(DueTick::isStarted).toList();
  }

  static boolean isStarted(FailurePolicy policy) {
    return policy.getStatus().getState() == State.STARTED;
  }

  static Optional<DueTick> of(FailurePolicy policy, Instant now) {
    Grid grid = Grid.of(policy);
    long next = policy.getStatus().getNextTick();
    long last = grid.lastDue(now);
    if (last < next) {
      return Optional.empty();
    }
    Instant time = grid.timeOf(last);
    boolean tooLate = !time.plus(InjectionTimes.durationOf(policy.getSpec())).isAfter(now);
    long missed = last - next + (tooLate ? 1 : 0);
    return Optional.of(new DueTick(policy, last, time, missed, tooLate));
  }
}
