package io.entropy.server.handshake;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;
import io.entropy.server.access.RefusalLog;
import io.entropy.server.handshake.RefusalTally.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The record of connections that failed: counted each, told as [RefusalTally] bounds it. Any
/// thread hands over; one of its own tells what is due.
public final class HandshakeLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandshakeLog.class);
  private static final Duration CHECK = Duration.ofSeconds(1);

  private final RefusalTally tally = new RefusalTally();
  private final Map<HandshakeFailure, Long> counts = new ConcurrentHashMap<>();
  private final RefusalLog refusals;
  private final InstantSource clock;
  private final Thread thread;

  private HandshakeLog(RefusalLog refusals, InstantSource clock) {
    this.refusals = refusals;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("handshakes").unstarted(this::run);
  }

  /// A log whose events are written by `refusals`.
  public static HandshakeLog start(RefusalLog refusals, InstantSource clock) {
    HandshakeLog log = new HandshakeLog(refusals, clock);
    log.thread.start();
    return log;
  }

  /// How many failed so since the start.
  public long count(HandshakeFailure why) {
    return counts.getOrDefault(why, 0L);
  }

  /// One failed. Doesn't wait.
  void failed(String address, Throwable failure) {
    Diagnosis diagnosis = Diagnosis.of(failure);
    counts.merge(diagnosis.why(), 1L, Long::sum);
    if (diagnosis.why() != HandshakeFailure.ABANDONED) {
      refused(address, diagnosis);
    }
  }

  private synchronized void refused(String address, Diagnosis diagnosis) {
    tally.add(address, diagnosis, clock.instant()).ifPresent(this::tell);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(CHECK);
        tellDue(clock.instant());
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    }
  }

  private synchronized void tellDue(Instant now) {
    tally.due(now).forEach(this::tell);
  }

  private void tell(Told told) {
    String address = told.source().address();
    String clause = told.source().why().clause();
    EventData data =
        new EventData()
            .put("author", "stranger")
            .put("role", "")
            .put("call", "Connect")
            .put("about", address)
            .put("why", clause)
            .put("reason", told.source().why().word())
            .put("count", told.count());
    if (!told.subject().isEmpty()) {
      data.put("subject", told.subject());
    }
    refusals.write(
        EventSpec.newBuilder()
            .setType(EventTypes.AUDIT_REFUSED)
            .setMessage(
                "stranger: connection from %s refused%s: %s"
                    .formatted(
                        address, told.count() == 1 ? "" : " " + told.count() + " times", clause))
            .setData(data.build()));
  }

  /// Tells what was counted and isn't told yet.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    tellDue(clock.instant().plus(RefusalTally.PERIOD)); // by then everything is
  }
}
