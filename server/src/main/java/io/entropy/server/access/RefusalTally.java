package io.entropy.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts refusals, and says what of them is to be told: the first of a kind at once, those that
/// follow together, once a minute while there are any. Each is told in exactly one count.
///
/// Only so many kinds have a count of their own at the same time, all others share one: whatever
/// somebody thinks of, so many and those that are shared are the most that is told in a minute.
/// Used under its owner's lock.
///
/// @param <K> what makes two refusals the same to a reader
final class RefusalTally<K> {
  static final Duration PERIOD = Duration.ofMinutes(1);

  private final int most;
  private final Map<K, Pending> counted = new HashMap<>();

  /// @param most how many kinds have a count of their own
  RefusalTally(int most) {
    this.most = most;
  }

  /// What is to be told.
  ///
  /// @param detail of the last one
  /// @param count how many; at least 1
  record Told<K>(K kind, String detail, long count) {}

  /// Not told yet.
  private record Pending(Instant due, String detail, long count) {
    Pending and(String latest) {
      return new Pending(due, latest, count + 1);
    }
  }

  /// One was refused; what is to be told of it at once.
  ///
  /// @param shared what it's counted as when there are too many kinds
  /// @param detail empty when there is none
  Optional<Told<K>> add(K own, K shared, String detail, Instant now) {
    K kind = counted.containsKey(own) || counted.size() < most ? own : shared;
    Pending before = counted.get(kind);
    if (before == null) {
      counted.put(kind, new Pending(now.plus(PERIOD), "", 0));
      return Optional.of(new Told<>(kind, detail, 1));
    }
    counted.put(kind, before.and(detail));
    return Optional.empty();
  }

  /// What is to be told since its minute is over. What wasn't refused again in it is forgotten.
  List<Told<K>> due(Instant now) {
    List<Told<K>> told = new ArrayList<>();
    for (Iterator<Map.Entry<K, Pending>> all = counted.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<K, Pending> each = all.next();
      Pending pending = each.getValue();
      if (pending.due().isAfter(now)) {
        continue;
      }
      if (pending.count() == 0) {
        all.remove();
      } else {
        told.add(new Told<>(each.getKey(), pending.detail(), pending.count()));
        each.setValue(new Pending(now.plus(PERIOD), "", 0));
      }
    }
    return told;
  }
}
