package io.entropy.cli.output;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import java.time.Instant;

/// Events to be shown.
final class Events {
  private Events() {}

  static Event of(String type, String target, String injection) {
    return Event.newBuilder()
        .setId(type + target + injection)
        .setSpec(
            EventSpec.newBuilder()
                .setType(type)
                .setTime(ProtoTime.toProto(Instant.parse("2026-01-02T03:04:05.678901Z")))
                .setSource("test")
                .setTarget(target)
                .setInjection(injection)
                .setMessage("something happened"))
        .build();
  }
}
