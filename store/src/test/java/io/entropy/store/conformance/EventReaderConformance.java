package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.event;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.model.Kinds.EVENTS;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Event;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.eventlog.EventPosition;
import io.entropy.store.eventlog.EventRead;
import io.entropy.store.eventlog.EventReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Subscribers of the event log: they resume from any position that's kept, and are told when
/// theirs isn't.
interface EventReaderConformance extends StoreUnderTest {
  Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  default void aReaderGetsWhatIsKeptAndThenWhatIsCommitted() {
    add(store(), "z");
    add(store(), "b", "a");
    try (var reader = EventReader.fromOldest(store())) {
      assertThat(lines(reader, 3)).containsExactly("z", "a", "b");
      store().update(t -> t.create(FAILURE_POLICIES, policy("p", "p")));
      add(store(), "d", "c");
      assertThat(lines(reader, 2)).containsExactly("c", "d");
    }
  }

  @Test
  default void aReaderResumesAfterEveryEventThatIsKept() {
    add(store(), "c");
    add(store(), "b", "a", "f");
    add(store(), "e", "d");
    List<String> all = List.of("c", "a", "b", "f", "d", "e");
    for (Event event : kept(store(), 6)) {
      try (var reader = EventReader.after(store(), EventPosition.of(event))) {
        List<String> rest = all.subList(all.indexOf(event.getId()) + 1, all.size());
        assertThat(lines(reader, rest.size())).isEqualTo(rest);
        assertThat(nothingMore(reader)).isTrue();
      }
    }
  }

  @Test
  default void aPositionThatTheLogHasGonePastIsToldAndReadingGoesOnWithTheOldest() {
    Store store = open(StoreLimits.DEFAULT.withEvents(3, Duration.ofDays(1)));
    add(store, "a");
    EventPosition first = EventPosition.of(kept(store, 1).getFirst());
    add(store, "b");
    add(store, "c");
    try (var reader = EventReader.after(store, first)) {
      assertThat(lines(reader, 2)).containsExactly("b", "c");
    }
    add(store, "d");
    add(store, "e");
    try (var reader = EventReader.after(store, first)) {
      assertThat(lines(reader, 4)).containsExactly("lost after a", "c", "d", "e");
      add(store, "f");
      assertThat(lines(reader, 1)).containsExactly("f");
    }
  }

  @Test
  default void aPositionInACommitOfWhichTheBeginningIsGoneIsToldToo() {
    Store store = open(StoreLimits.DEFAULT.withEvents(2, Duration.ofDays(1)));
    add(store, "a", "b");
    EventPosition first = EventPosition.of(kept(store, 2).getFirst());
    add(store, "c");
    try (var reader = EventReader.after(store, first)) {
      assertThat(lines(reader, 3)).containsExactly("lost after a", "b", "c");
    }
  }

  @Test
  default void aPositionThatTheStoreHasNotReachedIsTold() {
    add(store(), "a");
    try (var reader = EventReader.after(store(), new EventPosition(1L << 40, "x"))) {
      assertThat(lines(reader, 2)).containsExactly("lost after x", "a");
    }
  }

  @Test
  default void aReaderThatIsTooSlowForItsWatchCatchesUpFromTheLog() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(2));
    add(store, "a");
    try (var reader = EventReader.fromOldest(store)) {
      assertThat(lines(reader, 1)).containsExactly("a");
      for (String id : List.of("e", "d", "c", "b")) {
        add(store, id);
      }
      assertThat(lines(reader, 4)).containsExactly("e", "d", "c", "b");
      add(store, "f");
      assertThat(lines(reader, 1)).containsExactly("f");
    }
  }

  @Test
  default void aReaderThatIsSlowerThanTheLogIsToldWhatItLost() {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(2).withEvents(2, Duration.ofDays(1)));
    add(store, "a");
    try (var reader = EventReader.fromOldest(store)) {
      assertThat(lines(reader, 1)).containsExactly("a");
      for (String id : List.of("b", "c", "d", "e")) {
        add(store, id);
      }
      assertThat(lines(reader, 3)).containsExactly("lost after a", "d", "e");
    }
  }

  @Test
  default void readersThatResumeAgainAndAgainMissNothingAndGetNothingTwice() throws Exception {
    Store store = open(StoreLimits.DEFAULT.withWatchQueue(5).withHistory(0));
    int writers = 2;
    int each = 150;
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Callable<List<Event>> reader = () -> readResuming(store, writers * each);
      List<Future<List<Event>>> readers = List.of(threads.submit(reader), threads.submit(reader));
      List<Future<?>> writing = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String name = "w" + w;
        writing.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                add(store, name + "-" + (each - i));
              }
            }));
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
      List<Event> log = kept(store, writers * each);
      for (Future<List<Event>> read : readers) {
        assertThat(read.get()).isEqualTo(log);
      }
    }
  }

  @Test
  default void aClosedReaderOrStoreSaysSo() {
    add(store(), "a");
    var reader = EventReader.fromOldest(store());
    reader.close();
    assertThat(lines(reader, 3)).containsExactly("a", "closed", "closed");
    var other = EventReader.fromOldest(store());
    store().close();
    assertThat(lines(other, 3)).containsExactly("a", "closed", "closed");
  }

  /// Reads so many events with a new reader for every few of them.
  private static List<Event> readResuming(Store store, int count) {
    List<Event> read = new ArrayList<>();
    var reader = EventReader.fromOldest(store);
    while (read.size() < count) {
      read.addAll(events(reader, Math.min(7, count - read.size())));
      reader.close();
      reader = EventReader.after(store, EventPosition.of(read.getLast()));
    }
    reader.close();
    return read;
  }

  private static List<Event> kept(Store store, int count) {
    try (var reader = EventReader.fromOldest(store)) {
      return events(reader, count);
    }
  }

  private static List<Event> events(EventReader reader, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EventRead next = next(reader);
      assertThat(next).isInstanceOf(EventRead.Happened.class);
      events.add(((EventRead.Happened) next).event());
    }
    return events;
  }

  private static List<String> lines(EventReader reader, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          switch (next(reader)) {
            case EventRead.Happened(Event event) -> event.getId();
            case EventRead.Lost lost -> "lost after " + lost.position().id();
            case EventRead.Closed _ -> "closed";
          });
    }
    return lines;
  }

  private static EventRead next(EventReader reader) {
    EventRead next = poll(reader, PATIENCE);
    if (next == null) {
      throw new AssertionError("the log said nothing within " + PATIENCE);
    }
    return next;
  }

  private static boolean nothingMore(EventReader reader) {
    return poll(reader, Duration.ZERO) == null;
  }

  private static @Nullable EventRead poll(EventReader reader, Duration timeout) {
    try {
      return reader.poll(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void add(Store store, String... ids) {
    int _ =
        store.<Integer>update(t -> {
          Arrays.stream(ids).forEach(id -> t.create(EVENTS, event(id)));
          return ids.length;
        });
  }
}
