package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which injections are to be told that their time is over, and when.
///
/// Agents end faults by themselves; this is for those that don't. One that is renewed is left to
/// the take-over for a second longer, so that telling it to end can't make a gap.
final class GridEnds {
  private static final Duration TAKE_OVER = Duration.ofSeconds(1);

  private GridEnds() {}

  /// Live injections whose grid end has passed and that aren't told yet.
  static List<Injection> overAt(Snapshot snapshot, Instant now) {
    List<Injection> live = snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE);
    Set<String> renewed = renewed(live);
    return live.stream()
        .filter(GridEnds::isUntold)
        .filter(i -> !tellAt(i, renewed).isAfter(now))
        .toList();
  }

  /// When the next one is to be told; [Instant#MAX] when there is none.
  static Instant next(Snapshot snapshot) {
    List<Injection> live = snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE);
    Set<String> renewed = renewed(live);
    return live.stream()
        .filter(GridEnds::isUntold)
        .map(i -> tellAt(i, renewed))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private static boolean isUntold(Injection injection) {
    return injection.getDesiredState().getNumber() < InjectionState.COMPLETE_VALUE;
  }

  private static Instant tellAt(Injection injection, Set<String> renewed) {
    Instant end = InjectionTimes.endOf(injection);
    return renewed.contains(injection.getId()) ? end.plus(TAKE_OVER) : end;
  }

  private static Set<String> renewed(List<Injection> live) {
    return live.stream().map(i -> i.getSpec().getRenews()).collect(Collectors.toSet());
  }
}
