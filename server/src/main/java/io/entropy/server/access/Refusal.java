package io.entropy.server.access;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;

/// Somebody wasn't let do something.
///
/// @param why in a clause
record Refusal(Caller caller, String call, String about, String why) {

  /// What it's counted as when there are too many to be told apart.
  Refusal shared() {
    return new Refusal(caller, "other calls", "", "too many kinds in a minute to tell each");
  }

  /// @param count how often, at least once
  EventSpec.Builder event(long count) {
    String times = count == 1 ? "" : " " + count + " times";
    return AuditEvents.event(
        EventTypes.AUDIT_REFUSED,
        AuditEvents.data(caller, call, about).put("why", why).put("count", count),
        "%s: %s refused%s: %s".formatted(caller, AuditEvents.what(call, about), times, why));
  }
}
