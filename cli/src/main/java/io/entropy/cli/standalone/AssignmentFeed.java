package io.entropy.cli.standalone;

import io.entropy.agent.session.Assignment;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the dispatcher is to a remote agent: watches the store's injections and hands them to the
/// agent of this process, with times as times remaining. A virtual thread of its own.
final class AssignmentFeed implements AutoCloseable {
  private final Store store;
  private final InstantSource clock;
  private final AssignmentSink sink;
  private final Thread thread;

  private AssignmentFeed(Store store, InstantSource clock, AssignmentSink sink) {
    this.store = store;
    this.clock = clock;
    this.sink = sink;
    this.thread = Thread.ofVirtual().name("assignment-feed").unstarted(this::run);
  }

  static AssignmentFeed start(Store store, InstantSource clock, AssignmentSink sink) {
    AssignmentFeed feed = new AssignmentFeed(store, clock, sink);
    feed.thread.start();
    return feed;
  }

  private void run() {
    try {
      boolean again = true;
      while (again) {
        var from = store.viewAndWatch(this::assignments, WatchFilter.of(Kinds.INJECTIONS));
        try (Watch watch = from.watch()) {
          sink.complete(from.view());
          again = follow(watch);
        }
      }
    } catch (InterruptedException _) {
      // Closed: the agent ends what it has by itself.
    }
  }

  private Set<Assignment> assignments(Snapshot snapshot) {
    Set<Assignment> live = new HashSet<>();
    for (Injection injection : snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE)) {
      if (isWanted(injection)) {
        live.add(assignment(injection));
      }
    }
    return live;
  }

  /// Whether to start over: the watch fell behind.
  private boolean follow(Watch watch) throws InterruptedException {
    while (true) {
      switch (watch.take()) {
        case WatchEvent.Change<?>(var _, var _, var before, var after, var _) -> {
          if (after instanceof Injection now) {
            changed(before instanceof Injection was ? was.getDesiredState() : null, now);
          }
        }
        case WatchEvent.Committed _ -> {
          // Changes were handed over one by one.
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

  private void changed(@Nullable InjectionState before, Injection now) {
    if (before == now.getDesiredState()) {
      return; // the agent's own report
    }
    if (isWanted(now)) {
      sink.assign(assignment(now));
    } else {
      sink.end(now.getId(), reason(now));
    }
  }

  /// Told to end before its time is over means halted.
  private EndReason reason(Injection injection) {
    return clock.instant().isBefore(end(injection)) ? EndReason.HALTED : EndReason.ELAPSED;
  }

  private Assignment assignment(Injection injection) {
    Instant now = clock.instant();
    Instant begins = ProtoTime.fromProto(injection.getSpec().getBegins());
    return new Assignment(
        injection, Duration.between(now, begins), Duration.between(now, end(injection)));
  }

  private static Instant end(Injection injection) {
    return ProtoTime.fromProto(injection.getSpec().getBegins())
        .plus(ProtoTime.fromProto(injection.getSpec().getDuration()));
  }

  private static boolean isWanted(Injection injection) {
    return injection.getDesiredState().getNumber() < InjectionState.COMPLETE_VALUE;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
