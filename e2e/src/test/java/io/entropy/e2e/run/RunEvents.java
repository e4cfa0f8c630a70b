package io.entropy.e2e.run;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The events of one run, in the order in which they were told.
record RunEvents(List<RunEvent> all) {

  static RunEvents of(List<String> lines) {
    return new RunEvents(lines.stream().map(RunEvent::of).toList());
  }

  /// What a hit was for: the same tick and target in every replay.
  record Hit(long tick, String target) implements Comparable<Hit> {
    @Override
    public int compareTo(Hit other) {
      int byTick = Long.compare(tick, other.tick);
      return byTick != 0 ? byTick : target.compareTo(other.target);
    }
  }

  List<RunEvent> of(String type) {
    return all.stream().filter(e -> e.is(type)).toList();
  }

  /// What was told after the first event of that type.
  RunEvents after(String type) {
    int first = all.indexOf(of(type).getFirst());
    return new RunEvents(all.subList(first + 1, all.size()));
  }

  Set<String> types() {
    return all.stream().map(RunEvent::type).collect(Collectors.toSet());
  }

  /// Names of the containers of all events of that type.
  Set<String> targetNames(String type) {
    return of(type).stream().map(e -> e.data("targetName")).collect(Collectors.toSet());
  }

  List<RunEvent> ofInjection(String id) {
    return all.stream().filter(e -> e.data("injection").equals(id)).toList();
  }

  long sum(String type, String fact) {
    return of(type).stream().mapToLong(e -> e.fact(fact).asLong()).sum();
  }

  /// Ticks that were rolled; on a busy machine some are missed.
  Set<Long> ticks() {
    return of("roll").stream().map(RunEvent::tick).collect(Collectors.toSet());
  }

  /// Whether the dice hit, told by what became of it: a fault, or a refusal.
  SortedSet<Hit> hits() {
    Predicate<RunEvent> hit = e -> e.is("injection.requested") || e.is("injection.refused");
    return all.stream()
        .filter(hit)
        .map(e -> new Hit(e.tick(), e.data("targetName")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// How many containers had a fault at once, going by what was requested.
  ///
  /// @param ticks how many ticks a fault lasts
  long mostAtOnce(int ticks) {
    long last = ticks().stream().mapToLong(t -> t).max().orElse(0);
    return LongStream.rangeClosed(0, last)
        .map(t ->
            of("injection.requested").stream()
                .filter(e -> e.tick() <= t && t < e.tick() + ticks)
                .map(e -> e.data("target"))
                .distinct()
                .count())
        .max()
        .orElse(0);
  }
}
