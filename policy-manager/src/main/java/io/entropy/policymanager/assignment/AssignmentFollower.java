package io.entropy.policymanager.assignment;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.AssignedInjection;
import io.entropy.api.v1.AssignmentChange;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.EndedInjection;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the store's injections as an agent is to be told of them, with times as times remaining.
/// One thread.
public final class AssignmentFollower {
  private final Store store;
  private final InstantSource clock;
  private final Predicate<Injection> which;
  private final AssignmentListener listener;

  /// A follower that tells of some injections.
  ///
  /// @param which of them are the agent's
  public AssignmentFollower(
      Store store, InstantSource clock, Predicate<Injection> which, AssignmentListener listener) {
    this.store = store;
    this.clock = clock;
    this.which = which;
    this.listener = listener;
  }

  /// Tells everything and then what changes, until the store is closed or the thread interrupted.
  public void follow() throws InterruptedException {
    boolean again = true;
    while (again) {
      var from = store.viewAndWatch(this::wanted, WatchFilter.of(Kinds.INJECTIONS));
      try (Watch watch = from.watch()) {
        listener.complete(from.view());
        again = follow(watch);
      }
    }
  }

  private List<AssignedInjection> wanted(Snapshot snapshot) {
    return snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE).stream()
        .filter(which)
        .filter(AssignmentFollower::isWanted)
        .map(this::assigned)
        .toList();
  }

  /// Whether to start over: the watch fell behind.
  private boolean follow(Watch watch) throws InterruptedException {
    List<AssignmentChange> commit = new ArrayList<>();
    while (true) {
      switch (watch.take()) {
        case WatchEvent.Change<?>(var _, var _, var before, var after, var _) -> {
          if (after instanceof Injection now && which.test(now)) {
            change(before instanceof Injection was ? was.getDesiredState() : null, now)
                .ifPresent(commit::add);
          }
        }
        case WatchEvent.Committed _ -> {
          if (!commit.isEmpty()) {
            listener.changed(List.copyOf(commit));
            commit.clear();
          }
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

  private Optional<AssignmentChange> change(@Nullable InjectionState before, Injection now) {
    if (before == now.getDesiredState()) {
      return Optional.empty(); // the agent's own report
    }
    AssignmentChange.Builder change = AssignmentChange.newBuilder();
    if (isWanted(now)) {
      change.setAssign(assigned(now));
    } else {
      change.setEnd(EndedInjection.newBuilder().setInjectionId(now.getId()).setReason(reason(now)));
    }
    return Optional.of(change.build());
  }

  /// Told to end before its time is over means halted.
  private EndReason reason(Injection injection) {
    return clock.instant().isBefore(end(injection)) ? EndReason.HALTED : EndReason.ELAPSED;
  }

  private AssignedInjection assigned(Injection injection) {
    Instant now = clock.instant();
    Instant begins = ProtoTime.fromProto(injection.getSpec().getBegins());
    return AssignedInjection.newBuilder()
        .setInjection(injection)
        .setBeginsIn(ProtoTime.toProto(Duration.between(now, begins)))
        .setTimeLeft(ProtoTime.toProto(Duration.between(now, end(injection))))
        .build();
  }

  private static Instant end(Injection injection) {
    return ProtoTime.fromProto(injection.getSpec().getBegins())
        .plus(ProtoTime.fromProto(injection.getSpec().getDuration()));
  }

  private static boolean isWanted(Injection injection) {
    return injection.getDesiredState().getNumber() < InjectionState.COMPLETE_VALUE;
  }
}
