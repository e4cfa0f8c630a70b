package io.entropy.server.dispatch;

import io.entropy.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of a [NodeWatch]: takes its step at a steady pace.
final class WatchLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchLoop.class);

  private final Thread thread;

  private WatchLoop(Thread thread) {
    this.thread = thread;
  }

  static WatchLoop start(NodeWatch watch, InstantSource clock, Duration pace) {
    return new WatchLoop(
        Thread.ofVirtual().name("node-watch").start(() -> run(watch, clock, pace)));
  }

  private static void run(NodeWatch watch, InstantSource clock, Duration pace) {
    try {
      while (true) {
        Thread.sleep(pace);
        step(watch, clock);
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    } catch (StoreException e) {
      LOG.error("the watch over nodes ends: {}", e.getMessage(), e);
    }
  }

  private static void step(NodeWatch watch, InstantSource clock) {
    try {
      watch.step(clock.instant());
    } catch (StoreException e) {
      switch (e.code()) {
        case OUTCOME_UNKNOWN, UNAVAILABLE, SEQUENCE_CONFLICT, EXISTS, NOT_FOUND ->
            LOG.warn("the watch over nodes tries again: {}", e.getMessage());
        case NAME_CONFLICT, TOO_LARGE, FENCED, CORRUPT, CLOSED -> throw e;
      }
    }
  }

  boolean isRunning() {
    return thread.isAlive();
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
