package io.entropy.server.access;

import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes refusals into the event log, on a thread of its own so that nobody who is refused holds
/// up others. So many wait at most; beyond them they are only logged. Any thread.
public final class RefusalLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final int MOST_WAITING = 1_000;

  private final BlockingQueue<EventSpec.Builder> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Store store;
  private final EventLog log;
  private final Thread thread;

  private RefusalLog(Store store, EventLog log) {
    this.store = store;
    this.log = log;
    this.thread = Thread.ofVirtual().name("refusals").unstarted(this::run);
  }

  public static RefusalLog start(Store store, EventLog log) {
    RefusalLog refusals = new RefusalLog(store, log);
    refusals.thread.start();
    return refusals;
  }

  /// @param why in a clause
  void refused(Caller caller, String call, String about, String why) {
    write(AuditEvents.refused(caller, call, about, why));
  }

  /// Has the event written. Doesn't wait.
  public void write(EventSpec.Builder event) {
    if (!waiting.offer(event)) {
      LOG.warn("{}", event.getMessage());
    }
  }

  /// Somebody without a certificate was refused.
  public void stranger(String call, String about, String why) {
    refused(Caller.STRANGER, call, about, why);
  }

  private void run() {
    try {
      while (true) {
        var _ = commit(waiting.take());
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    }
  }

  /// Whether it's in the event log.
  private boolean commit(EventSpec.Builder event) {
    try {
      store.update(tx -> {
        log.write(tx, event);
        return tx.version();
      });
      return true;
    } catch (StoreException e) {
      LOG.warn("{} (not in the event log: {})", event.getMessage(), e.getMessage());
      return false;
    }
  }

  /// Writes what waits, as long as the store takes it.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    boolean taken = true;
    for (EventSpec.Builder event; taken && (event = waiting.poll()) != null; ) {
      taken = commit(event);
    }
  }
}
