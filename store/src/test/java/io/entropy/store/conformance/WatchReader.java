package io.entropy.store.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchEvent.Resync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads a watch with a limit to its patience, and as text: `injections/i1 created`, `committed`.
final class WatchReader {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private WatchReader() {}

  static WatchEvent next(Watch watch) {
    try {
      WatchEvent event = watch.poll(PATIENCE);
      if (event == null) {
        throw new AssertionError("the watch said nothing within " + PATIENCE);
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// The next commit's changes, and the marker's version checked against theirs.
  static List<Change<?>> commit(Watch watch) {
    List<Change<?>> changes = new ArrayList<>();
    WatchEvent event = next(watch);
    while (event instanceof Change<?> change) {
      changes.add(change);
      event = next(watch);
    }
    assertThat(event).isInstanceOf(Committed.class);
    long version = ((Committed) event).version();
    assertThat(changes).isNotEmpty().allMatch(c -> c.version() == version);
    return changes;
  }

  /// The next events, one line each.
  static List<String> lines(Watch watch, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line(next(watch)));
    }
    return lines;
  }

  static String line(WatchEvent event) {
    return switch (event) {
      case Change<?> c ->
          "%s/%s %s"
              .formatted(
                  c.kind(),
                  c.id(),
                  c.before() == null ? "created" : c.after() == null ? "deleted" : "updated");
      case Committed _ -> "committed";
      case Resync _ -> "resync";
      case Closed _ -> "closed";
    };
  }
}
