package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Event;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.eventlog.EventPosition;
import io.entropy.store.eventlog.EventRead;
import io.entropy.store.eventlog.EventRead.Happened;
import io.entropy.store.eventlog.EventRead.Lost;
import io.entropy.store.eventlog.EventReader;
import io.entropy.store.model.Kinds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Subscribers of the event log come back after the store was closed and opened again.
final class EventLogReopenIT {
  private static final StoreLimits LIMITS = StoreLimits.DEFAULT.withEvents(5, Duration.ofDays(1));

  @TempDir Path folder;

  @Test
  void aSubscriberResumesFromItsPositionAndFollows() throws InterruptedException {
    EventPosition position;
    try (Store store = open()) {
      add(store, "d", "c", "b");
      position = EventPosition.of(read(EventReader.fromOldest(store), 1).getFirst());
    }
    try (Store store = open();
        EventReader reader = EventReader.after(store, position)) {
      add(store, "a");
      assertThat(read(reader, 3)).extracting(Event::getId).containsExactly("c", "b", "a");
      add(store, "z");
      assertThat(read(reader, 1)).extracting(Event::getId).containsExactly("z");
    }
  }

  @Test
  void aPositionThatIsNoLongerKeptIsToldAfterReopening() throws InterruptedException {
    EventPosition position;
    try (Store store = open()) {
      add(store, "a", "b");
      position = EventPosition.of(read(EventReader.fromOldest(store), 1).getFirst());
      add(store, "c", "d", "e", "f", "g");
    }
    try (Store store = open();
        EventReader reader = EventReader.after(store, position)) {
      assertThat(reader.take())
          .isInstanceOfSatisfying(
              Lost.class, lost -> assertThat(lost.position()).isEqualTo(position));
      assertThat(read(reader, 5)).extracting(Event::getId).containsExactly("c", "d", "e", "f", "g");
    }
  }

  @Test
  void theBoundHoldsOverReopening() throws InterruptedException {
    try (Store store = open()) {
      add(store, "a", "b", "c", "d");
    }
    try (Store store = open()) {
      add(store, "e", "f");
      assertThat(read(EventReader.fromOldest(store), 5))
          .extracting(Event::getId)
          .containsExactly("b", "c", "d", "e", "f");
    }
  }

  private Store open() {
    return EmbeddedStore.open(folder, InstantSource.system(), LIMITS);
  }

  /// Each in a commit of its own.
  private static void add(Store store, String... ids) {
    for (String id : ids) {
      store.update(t -> t.create(Kinds.EVENTS, Event.newBuilder().setId(id).build()));
    }
  }

  private static List<Event> read(EventReader reader, int count) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      EventRead next = reader.take();
      assertThat(next).isInstanceOf(Happened.class);
      events.add(((Happened) next).event());
    }
    return events;
  }
}
