package io.entropy.store.eventlog;

import io.entropy.api.v1.Event;

/// What a subscriber is told.
public sealed interface EventRead {

  /// The next event of the log. `EventPosition.of` it is where to go on from later.
  record Happened(Event event) implements EventRead {}

  /// Events after the position may be gone: the log doesn't reach back to it any more, or it's none
  /// of this store. Reading goes on with the oldest that is kept.
  record Lost(EventPosition position, String reason) implements EventRead {}

  /// The reader or the store was closed. Said each time from then on.
  record Closed() implements EventRead {}
}
