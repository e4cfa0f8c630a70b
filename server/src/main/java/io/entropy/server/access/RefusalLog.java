package io.entropy.server.access;

import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventLog;
import io.entropy.server.access.RefusalTally.Told;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes refusals into the event log, as [RefusalTally] bounds them, on a thread of its own so
/// that nobody who is refused holds up others. So many wait at most; beyond them they are only
/// logged. Any thread.
public final class RefusalLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final int MOST_WAITING = 1_000;
  private static final Duration CHECK = Duration.ofSeconds(1);

  private final RefusalTally<RefusalKind> calls = new RefusalTally<>(200);
  private final RefusalTally<RefusalKind> connections = new RefusalTally<>(32);
  private final BlockingQueue<EventSpec.Builder> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Store store;
  private final EventLog log;
  private final InstantSource clock;
  private final Thread thread;

  private RefusalLog(Store store, EventLog log, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("refusals").unstarted(this::run);
  }

  public static RefusalLog start(Store store, EventLog log, InstantSource clock) {
    RefusalLog refusals = new RefusalLog(store, log, clock);
    refusals.thread.start();
    return refusals;
  }

  /// A call was refused. Doesn't wait.
  ///
  /// @param why in a clause
  synchronized void refused(Caller caller, String call, String about, String why) {
    add(calls, new RefusedCall(caller, call, about, why), "");
  }

  /// A call of somebody without a certificate was refused. Doesn't wait.
  ///
  /// @param why in a clause
  public void stranger(String call, String about, String why) {
    refused(Caller.STRANGER, call, about, why);
  }

  /// A connection was refused before any call; that takes nothing from what calls are told by.
  /// Doesn't wait.
  ///
  /// @param detail what is told of the last of a kind; may be empty
  public synchronized void connection(RefusalKind kind, String detail) {
    add(connections, kind, detail);
  }

  private void add(RefusalTally<RefusalKind> tally, RefusalKind kind, String detail) {
    tally.add(kind, kind.shared(), detail, clock.instant()).ifPresent(this::tell);
  }

  private synchronized void tellDue(Instant now) {
    calls.due(now).forEach(this::tell);
    connections.due(now).forEach(this::tell);
  }

  private void tell(Told<RefusalKind> told) {
    EventSpec.Builder event = told.kind().event(told.detail(), told.count());
    if (!waiting.offer(event)) {
      LOG.warn("{}", event.getMessage());
    }
  }

  private void run() {
    try {
      while (true) {
        EventSpec.@Nullable Builder event = waiting.poll(CHECK.toMillis(), TimeUnit.MILLISECONDS);
        if (event != null) {
          var _ = commit(event);
        }
        tellDue(clock.instant());
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

  /// Writes what waits and what isn't told yet, as long as the store takes it.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    tellDue(clock.instant().plus(RefusalTally.PERIOD)); // by then everything is
    boolean taken = true;
    for (EventSpec.Builder event; taken && (event = waiting.poll()) != null; ) {
      taken = commit(event);
    }
  }
}
