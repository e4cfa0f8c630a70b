package io.entropy.cli.run;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.Injection;
import io.entropy.cli.output.EventPrinter;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import org.jspecify.annotations.Nullable;

/// Follows what a run commits, on a thread of its own: events to the printer, all of it to the
/// tally. A printer that blocks (a full pipe) holds up nothing but itself.
final class RunEvents {
  private static final WatchFilter FILTER = WatchFilter.of(Kinds.EVENTS, Kinds.INJECTIONS);

  private final Store store;
  private final EventPrinter printer;
  private final Tally tally;
  private final Watch first;
  private final Thread thread;

  private RunEvents(Store store, EventPrinter printer, Tally tally) {
    this.store = store;
    this.printer = printer;
    this.tally = tally;
    this.first = store.watch(FILTER);
    this.thread = Thread.ofPlatform().name("run-events").unstarted(this::run);
  }

  static RunEvents start(Store store, EventPrinter printer, Tally tally) {
    RunEvents events = new RunEvents(store, printer, tally);
    events.thread.start();
    return events;
  }

  /// Waits until everything has been printed; call it when the store is closed.
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try (printer) {
      Watch watch = first;
      while (follow(watch)) {
        System.err.println("entropy: printing fell behind; some events are not shown");
        watch = store.watch(FILTER);
      }
    } catch (InterruptedException _) {
      // Nobody does; end quietly if so.
    }
  }

  /// Whether the watch was cut for being too slow.
  private boolean follow(Watch watch) throws InterruptedException {
    while (true) {
      switch (watch.take()) {
        case WatchEvent.Change<?>(var _, var _, var before, var after, var _) ->
            changed(before, after);
        case WatchEvent.Committed _ -> {
          // Changes are shown one by one.
        }
        case WatchEvent.Resync _ -> {
          return true;
        }
        case WatchEvent.Closed _ -> {
          return false;
        }
      }
    }
  }

  private void changed(@Nullable Object before, @Nullable Object after) {
    if (after instanceof Event event && before == null) {
      tally.see(event);
      printer.print(event);
    } else if (after instanceof Injection injection) {
      tally.see(injection);
    }
  }
}
