package io.entropy.store.eventlog;

import io.entropy.api.v1.Event;
import java.util.Comparator;

/// Where a subscriber is in the log: the last event that it has dealt with. Events are ordered by
/// the version of their commit and, within one, by id.
public record EventPosition(long version, String id) implements Comparable<EventPosition> {
  private static final Comparator<EventPosition> ORDER =
      Comparator.comparingLong(EventPosition::version).thenComparing(EventPosition::id);

  public static EventPosition of(Event event) {
    return new EventPosition(event.getMeta().getVersion(), event.getId());
  }

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }
}
