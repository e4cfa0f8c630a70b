package io.entropy.store.state;

import static io.entropy.store.model.Kinds.EVENTS;
import static io.entropy.store.model.Kinds.EVENTS_BY_VERSION;

import com.google.protobuf.Timestamp;
import io.entropy.api.v1.Event;
import io.entropy.store.Snapshot;
import io.entropy.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How many events are kept and how long. The oldest (by version, then id) are deleted in the same
/// commit that adds new ones, so that the log never is over its bound; watchers of events are told
/// of these deletions as of any other.
///
/// One commit removes at most as many as it adds and [#SLACK] more: commits stay small even when
/// the bound was lowered or much has grown old at once.
record EventRetention(int count, Duration age) {
  static final int SLACK = 16;

  /// Removes what is too much once `transaction` is committed over `before`.
  void trim(Snapshot before, Transaction transaction, Instant now) {
    int added = transaction.count(EVENTS) - before.count(EVENTS);
    if (added <= 0) {
      return;
    }
    int excess = transaction.count(EVENTS) - count;
    Instant tooOld = now.minus(age);
    List<Event> oldest = transaction.findAfter(EVENTS_BY_VERSION, "", added + SLACK);
    for (Event event : oldest) {
      if (excess <= 0 && !created(event).isBefore(tooOld)) {
        return;
      }
      transaction.delete(EVENTS, event.getId());
      excess--;
    }
  }

  private static Instant created(Event event) {
    Timestamp created = event.getMeta().getCreated();
    return Instant.ofEpochSecond(created.getSeconds(), created.getNanos());
  }
}
