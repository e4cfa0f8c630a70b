package io.entropy.policymanager.policy;

import com.google.protobuf.Value;
import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads a schedule off the events of a dry run, as they come. One thread.
final class ScheduleReader {
  private final Store store;
  private final Instant start;
  private final List<DryRun.Item> items = new ArrayList<>();
  private long version;

  ScheduleReader(Store store, Instant start) {
    this.store = store;
    this.start = start;
  }

  void readOn() {
    List<Event> fresh =
        store.view(s ->
            s.findAfter(Kinds.EVENTS_BY_VERSION, Kinds.versionKey(version), Integer.MAX_VALUE));
    for (Event event : fresh) {
      version = event.getMeta().getVersion();
      read(event.getSpec());
    }
  }

  List<DryRun.Item> items() {
    return items;
  }

  private void read(EventSpec event) {
    Duration at = Duration.between(start, ProtoTime.fromProto(event.getTime()));
    switch (event.getType()) {
      case EventTypes.INJECTION_REQUESTED ->
          items.add(
              new DryRun.Fault(
                  at,
                  tick(event),
                  event.getTargetName(),
                  names(event, "targets"),
                  Duration.ofNanos(Math.round(number(event, "duration_ms") * 1e6)),
                  event.getData().containsFields("renews"),
                  names(event, "peers")));
      case EventTypes.INJECTION_REFUSED ->
          items.add(new DryRun.Refused(at, tick(event), event.getTargetName(), event.getMessage()));
      default -> {
        // The other types say nothing of a schedule.
      }
    }
  }

  /// None when the event has no such field.
  private static List<String> names(EventSpec event, String field) {
    return event
        .getData()
        .getFieldsOrDefault(field, Value.getDefaultInstance())
        .getListValue()
        .getValuesList()
        .stream()
        .map(v -> v.getStringValue())
        .toList();
  }

  private static long tick(EventSpec event) {
    return (long) number(event, "tick");
  }

  private static double number(EventSpec event, String field) {
    return event.getData().getFieldsOrThrow(field).getNumberValue();
  }
}
