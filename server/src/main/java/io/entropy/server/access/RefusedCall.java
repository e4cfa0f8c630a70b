package io.entropy.server.access;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;

/// Somebody wasn't let do something.
///
/// @param why in a clause
record RefusedCall(Caller caller, String call, String about, String why) implements RefusalKind {

  @Override
  public RefusedCall shared() {
    return new RefusedCall(caller, "other calls", "", "too many kinds in a minute to tell each");
  }

  @Override
  public EventSpec.Builder event(String detail, long count) {
    String times = count == 1 ? "" : " " + count + " times";
    return AuditEvents.event(
        EventTypes.AUDIT_REFUSED,
        AuditEvents.data(caller, call, about).put("why", why).put("count", count),
        "%s: %s refused%s: %s".formatted(caller, AuditEvents.what(call, about), times, why));
  }
}
