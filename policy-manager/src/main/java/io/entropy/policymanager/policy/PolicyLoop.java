package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of a [PolicyController]: calls its step when the next thing is due, and when a policy
/// or a target has changed.
public final class PolicyLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyLoop.class);

  /// The longest sleep, in case a clock jumps; and the shortest after an error, so as not to spin.
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

  private final PolicyController controller;
  private final Store store;
  private final InstantSource clock;
  private final Thread thread;

  private PolicyLoop(PolicyController controller, Store store, InstantSource clock) {
    this.controller = controller;
    this.store = store;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("policy-loop").unstarted(this::run);
  }

  public static PolicyLoop start(PolicyController controller, Store store, InstantSource clock) {
    PolicyLoop loop = new PolicyLoop(controller, store, clock);
    loop.thread.start();
    return loop;
  }

  /// Whether its thread lives: it ends when the store is closed or no longer its to write.
  public boolean isRunning() {
    return thread.isAlive();
  }

  /// Ends the loop and waits for its step to be over. Policies and injections stay as they are.
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (watchOnce()) {
        LOG.debug("the watch was cut: watching afresh");
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CLOSED) {
        LOG.error("the policy loop ends: {}", e.getMessage(), e);
      }
    } catch (RuntimeException e) {
      LOG.error("the policy loop ends", e);
    }
  }

  /// Runs until the watch is over; whether there is to be another.
  private boolean watchOnce() throws InterruptedException {
    WatchFilter filter = WatchFilter.of(Kinds.FAILURE_POLICIES, Kinds.TARGETS, Kinds.INJECTIONS);
    try (Watch watch = store.watch(filter)) {
      while (true) {
        switch (awaitNews(watch, step())) {
          case WORK -> {}
          case CUT -> {
            return true;
          }
          case CLOSED -> {
            return false;
          }
        }
      }
    }
  }

  private enum News {
    /// Time is up, or something has changed.
    WORK,
    CUT,
    CLOSED
  }

  private static News awaitNews(Watch watch, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean news = false;
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      @Nullable WatchEvent event = watch.poll(news ? Duration.ZERO : left);
      if (event == null) {
        return News.WORK;
      }
      switch (event) {
        case WatchEvent.Resync _ -> {
          return News.CUT;
        }
        case WatchEvent.Closed _ -> {
          return News.CLOSED;
        }
        case WatchEvent.Committed _ -> {}
        case WatchEvent.Change<?>(var kind, var _, var _, var after, var _) ->
            news |= !kind.equals(Kinds.INJECTIONS) || mayRelease(after);
      }
    }
  }

  /// Of injections only those matter that wait for the others of their group.
  private static boolean mayRelease(@Nullable Object injection) {
    return injection instanceof Injection now && GroupReleases.isWaiting(now);
  }

  /// One step, and how long to sleep after it.
  private Duration step() {
    try {
      Instant next = controller.tick(clock.instant());
      Instant now = clock.instant();
      if (next.isAfter(now.plus(LONGEST_SLEEP))) {
        return LONGEST_SLEEP;
      }
      return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
    } catch (StoreException e) {
      return switch (e.code()) {
        case OUTCOME_UNKNOWN, UNAVAILABLE, SEQUENCE_CONFLICT, EXISTS, NOT_FOUND -> {
          LOG.warn("a tick could not be written, trying again: {}", e.getMessage());
          yield AFTER_ERROR;
        }
        case NAME_CONFLICT, TOO_LARGE, FENCED, CORRUPT, CLOSED -> throw e;
      };
    }
  }
}
