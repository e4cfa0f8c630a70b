package io.entropy.server.handshake;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;
import io.entropy.server.access.RefusalLog;
import io.entropy.server.access.RefusalTally;
import io.entropy.server.access.RefusalTally.Told;
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

  /// How many pairs of an address and a reason are told apart at a time.
  private static final int MOST_SOURCES = 32;

  private final RefusalTally<Source> tally = new RefusalTally<>(MOST_SOURCES);
  private final Map<HandshakeFailure, Long> counts = new ConcurrentHashMap<>();
  private final RefusalLog refusals;
  private final InstantSource clock;
  private final Thread thread;

  /// Whom a count is of.
  private record Source(String address, HandshakeFailure why) {
    Source shared() {
      return new Source("other addresses", why);
    }
  }

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
    Source source = new Source(address, diagnosis.why());
    tally.add(source, source.shared(), diagnosis.subject(), clock.instant()).ifPresent(this::tell);
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

  private void tell(Told<Source> told) {
    String address = told.kind().address();
    String clause = told.kind().why().clause();
    EventData data =
        new EventData()
            .put("author", "stranger")
            .put("role", "")
            .put("call", "Connect")
            .put("about", address)
            .put("why", clause)
            .put("reason", told.kind().why().word())
            .put("count", told.count());
    if (!told.detail().isEmpty()) {
      data.put("subject", told.detail());
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
