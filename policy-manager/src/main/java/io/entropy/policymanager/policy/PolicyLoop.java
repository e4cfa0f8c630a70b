package io.entropy.policymanager.policy;

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
    try (Watch watch = store.watch(WatchFilter.of(Kinds.FAILURE_POLICIES, Kinds.TARGETS))) {
      while (true) {
        @Nullable WatchEvent event = watch.poll(step());
        while (event != null) {
          switch (event) {
            case WatchEvent.Resync _ -> {
              return true;
            }
            case WatchEvent.Closed _ -> {
              return false;
            }
            case WatchEvent.Change<?> _, WatchEvent.Committed _ ->
                event = watch.poll(Duration.ZERO);
          }
        }
      }
    }
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
