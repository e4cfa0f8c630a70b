package io.entropy.policymanager.event;

import com.google.protobuf.Timestamp;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// The pen of one component: gives its events an id, a source and a time, and writes them in a
/// transaction. Any thread.
///
/// An id is 12 hexadecimal digits of milliseconds since 1970, 8 of a number that this log drew at
/// its creation, and 8 of a counter: unique without asking anybody, and sorted by time.
public final class EventLog {
  private static final HexFormat HEX = HexFormat.of();

  private final String source;
  private final InstantSource clock;
  private final int session;
  private final AtomicInteger count = new AtomicInteger();

  /// A log that draws its number from `random`.
  ///
  /// @param source what says so, e.g. `policy-manager` or `agent/host1`
  public EventLog(String source, InstantSource clock, RandomGenerator random) {
    this.source = source;
    this.clock = clock;
    this.session = random.nextInt();
  }

  /// Writes the event; its time is now unless the builder has one.
  public void write(Transaction tx, EventSpec.Builder event) {
    var _ = append(tx, event);
  }

  /// The same, returning the event as it's stored.
  public Event append(Transaction tx, EventSpec.Builder event) {
    if (!event.hasTime()) {
      event.setTime(ProtoTime.toProto(clock.instant()));
    }
    return tx.create(
        Kinds.EVENTS,
        Event.newBuilder().setId(newId(event.getTime())).setSpec(event.setSource(source)).build());
  }

  private String newId(Timestamp time) {
    Instant instant = ProtoTime.fromProto(time);
    return HEX.toHexDigits(instant.toEpochMilli(), 12)
        + HEX.toHexDigits(session)
        + HEX.toHexDigits(count.getAndIncrement());
  }
}
