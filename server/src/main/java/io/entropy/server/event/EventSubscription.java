package io.entropy.server.event;

import io.entropy.api.text.Violations;
import io.entropy.api.v1.Caught;
import io.entropy.api.v1.Lost;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.policymanager.subscription.EventMatcher;
import io.entropy.policymanager.subscription.EventPositions;
import io.entropy.server.stream.StreamGone;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.eventlog.EventPosition;
import io.entropy.store.eventlog.EventRead;
import io.entropy.store.eventlog.EventReader;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One subscriber's reading of the log. Made by any thread; one runs it.
final class EventSubscription {
  private static final String OLDEST = "oldest";

  /// How often a subscriber hears that there is nothing new, so that it knows the line is alive.
  private static final Duration STILL_HERE = Duration.ofSeconds(15);

  /// How long a position may be ahead of this manager: another one has written it just now.
  private static final Duration BEHIND = Duration.ofSeconds(3);

  private final Store store;
  private final Runnable standing;
  private final boolean follow;
  private final @Nullable EventPosition from;
  private final long newest;
  private final EventMatcher matcher;

  /// Reads the request.
  ///
  /// @param standing throws once the subscriber may no longer read; a revocation is itself an
  ///   event, so it's noticed at once
  /// @throws io.entropy.api.text.InvalidInputException when the position isn't one
  EventSubscription(Store store, SubscribeRequest request, Runnable standing) {
    this.store = store;
    this.standing = standing;
    this.follow = request.getFollow();
    this.newest = store.view(Snapshot::version);
    this.matcher = new EventMatcher(store, request.getFilter());
    this.from = from(request.getAfter());
  }

  private @Nullable EventPosition from(String after) {
    if (after.equals(OLDEST)) {
      return null;
    }
    if (after.isEmpty()) {
      return EventPositions.endOf(newest);
    }
    Violations violations = new Violations();
    var position = violations.read("after", after, EventPositions::read);
    violations.throwIfAny();
    return position.orElseThrow();
  }

  /// Sends what was asked for; returns when there is nothing more to come.
  ///
  /// @throws io.grpc.StatusRuntimeException when the subscriber may no longer read
  /// @throws io.entropy.store.StoreException when the store is out of reach, or not ours to read
  void run(EventSink sink) throws InterruptedException, StreamGone {
    EventPosition at = from == null ? EventPositions.endOf(0) : from;
    boolean caughtUp = false;
    try (EventReader reader = open()) {
      while (true) {
        EventRead read = reader.poll(caughtUp ? STILL_HERE : Duration.ZERO);
        standing.run();
        switch (read) {
          case null -> {
            caughtUp = true;
            sink.send(at(at).setCaughtUp(Caught.getDefaultInstance()).build());
            if (!follow) {
              return;
            }
          }
          case EventRead.Happened(var event) -> {
            at = EventPosition.of(event);
            if (!follow && at.version() > newest) {
              return;
            }
            if (matcher.test(event)) {
              sink.send(at(at).setEvent(event).build());
            }
          }
          case EventRead.Lost(var position, var why) ->
              sink.send(
                  at(position)
                      .setLost(
                          Lost.newBuilder().setAfter(EventPositions.format(position)).setWhy(why))
                      .build());
          case EventRead.Closed _ -> {
            return;
          }
        }
      }
    }
  }

  private EventReader open() throws InterruptedException {
    if (from == null) {
      return EventReader.fromOldest(store);
    }
    awaitVersion(from.version());
    return EventReader.after(store, from);
  }

  private void awaitVersion(long version) throws InterruptedException {
    long end = System.nanoTime() + BEHIND.toNanos();
    try (Watch watch = store.watch(WatchFilter.of(Kinds.EVENTS))) {
      while (store.view(Snapshot::version) < version && System.nanoTime() < end) {
        var _ = watch.poll(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    }
    if (store.view(Snapshot::version) < version) {
      // Unlike a view this is of the newest state: a manager that is cut off from it must not tell
      // events as lost, and others anew, that another manager has.
      long _ = store.<Long>update(Snapshot::version);
    }
  }

  private static SubscribeResponse.Builder at(EventPosition position) {
    return SubscribeResponse.newBuilder().setPosition(EventPositions.format(position));
  }
}
