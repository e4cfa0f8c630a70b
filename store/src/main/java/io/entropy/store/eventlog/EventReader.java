package io.entropy.store.eventlog;

import static io.entropy.store.model.Kinds.EVENTS;
import static io.entropy.store.model.Kinds.EVENTS_BY_VERSION;
import static io.entropy.store.model.Kinds.versionKey;

import io.entropy.api.v1.Event;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.Store.ViewAndWatch;
import io.entropy.store.StoreException;
import io.entropy.store.eventlog.EventRead.Happened;
import io.entropy.store.eventlog.EventRead.Lost;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchEvent.Resync;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every event after a position, in the order of the log, without a gap or a duplicate: those that
/// are kept already, then those that are committed. One thread reads; any may close.
///
/// It needs no history of watches, so a position outlives restarts and other managers. A reader
/// that is too slow for its watch catches up from the log by itself, and is told [Lost] only when
/// the log has gone past it. A position that is kept is never told as lost; one that is older than
/// the oldest kept always is, since what came between them can't be known.
public final class EventReader implements AutoCloseable {
  private static final WatchFilter FILTER = WatchFilter.of(EVENTS);

  private final Store store;
  private final ArrayDeque<EventRead> ready = new ArrayDeque<>();

  /// Of the commit that the watch is in the middle of.
  private final List<Event> commit = new ArrayList<>();

  /// The newest that was put in `ready`; null before the first of a log that's read from its start.
  private @Nullable EventPosition position;

  private volatile Watch watch;
  private volatile boolean closed;

  private EventReader(Store store, @Nullable EventPosition position) {
    this.store = store;
    this.position = position;
    this.watch = follow();
  }

  /// Reads what comes after that position.
  public static EventReader after(Store store, EventPosition position) {
    return new EventReader(store, position);
  }

  /// Reads the oldest event that's kept and all after it.
  public static EventReader fromOldest(Store store) {
    return new EventReader(store, null);
  }

  /// Waits for what comes next.
  public EventRead take() throws InterruptedException {
    EventRead next = ready.poll();
    while (next == null) {
      accept(watch.take());
      next = ready.poll();
    }
    return next;
  }

  /// Waits at most `timeout` for each part of a commit; null when nothing came.
  public @Nullable EventRead poll(Duration timeout) throws InterruptedException {
    EventRead next = ready.poll();
    while (next == null) {
      WatchEvent event = watch.poll(timeout);
      if (event == null) {
        return null;
      }
      accept(event);
      next = ready.poll();
    }
    return next;
  }

  private void accept(WatchEvent event) {
    switch (event) {
      case Change<?> change -> {
        if (change.before() == null && change.after() instanceof Event created) {
          commit.add(created);
        }
      }
      case Committed _ -> {
        commit.sort(Comparator.comparing(EventPosition::of));
        commit.forEach(this::ready);
        commit.clear();
      }
      case Resync _ -> resume();
      case Closed _ -> ready.add(new EventRead.Closed());
    }
  }

  private void resume() {
    try {
      watch = follow();
      if (closed) {
        watch.close();
      }
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CLOSED) {
        throw e;
      }
      ready.add(new EventRead.Closed());
    }
  }

  private Watch follow() {
    ViewAndWatch<Snapshot> seen = store.viewAndWatch(s -> s, FILTER);
    Snapshot snapshot = seen.view();
    EventPosition from = position;
    String lost = from == null ? null : whyLost(from, snapshot);
    if (from != null && lost != null) {
      ready.add(new Lost(from, lost));
      from = null;
    }
    // From just before its version: the rest of its own commit may be unread.
    String key = from == null || from.version() == 0 ? "" : versionKey(from.version() - 1);
    for (Event event : snapshot.findAfter(EVENTS_BY_VERSION, key, Integer.MAX_VALUE)) {
      if (from == null || EventPosition.of(event).compareTo(from) > 0) {
        ready(event);
      }
    }
    return seen.watch();
  }

  /// The oldest go first, so whatever is gone was before the oldest that is kept.
  private static @Nullable String whyLost(EventPosition from, Snapshot snapshot) {
    if (from.version() > snapshot.version()) {
      return "the store is at version %d, not yet at %d"
          .formatted(snapshot.version(), from.version());
    }
    List<Event> oldest = snapshot.findAfter(EVENTS_BY_VERSION, "", 1);
    if (oldest.isEmpty() || from.compareTo(EventPosition.of(oldest.getFirst())) >= 0) {
      return null;
    }
    return "the log begins at version %d, after %d"
        .formatted(oldest.getFirst().getMeta().getVersion(), from.version());
  }

  private void ready(Event event) {
    ready.add(new Happened(event));
    position = EventPosition.of(event);
  }

  /// What was read already is still told; then [EventRead.Closed].
  @Override
  public void close() {
    closed = true;
    watch.close();
  }
}
