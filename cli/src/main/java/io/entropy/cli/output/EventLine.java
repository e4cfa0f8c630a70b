package io.entropy.cli.output;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/// An event as one line for a person: local time, type, what happened.
final class EventLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  /// Steps and samples that a person only wants when asking for them: what they lead to is shown.
  private static final Set<String> DETAILS =
      Set.of(
          EventTypes.POLICY_CREATED,
          EventTypes.POLICY_REMOVED,
          EventTypes.ROLL,
          EventTypes.INJECTION_REQUESTED,
          EventTypes.INJECTION_APPLIED,
          EventTypes.PROBE_SAMPLED);

  private final ZoneId zone;
  private final boolean verbose;

  EventLine(ZoneId zone, boolean verbose) {
    this.zone = zone;
    this.verbose = verbose;
  }

  boolean isShown(Event event) {
    return verbose || !DETAILS.contains(event.getSpec().getType());
  }

  String time(Event event) {
    return TIME.format(ProtoTime.fromProto(event.getSpec().getTime()).atZone(zone));
  }

  /// Time, type and message.
  String format(Event event) {
    return "%s  %-21s  %s"
        .formatted(time(event), event.getSpec().getType(), event.getSpec().getMessage());
  }
}
