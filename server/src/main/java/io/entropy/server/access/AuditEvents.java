package io.entropy.server.access;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;

/// How what somebody did, or wasn't let do, is told.
final class AuditEvents {
  private AuditEvents() {}

  static EventSpec.Builder changed(Act act) {
    return event(EventTypes.AUDIT_CHANGED, act.caller(), act.call(), act.about(), "");
  }

  /// @param why in a clause
  static EventSpec.Builder refused(Caller caller, String call, String about, String why) {
    return event(EventTypes.AUDIT_REFUSED, caller, call, about, why);
  }

  private static EventSpec.Builder event(
      String type, Caller caller, String call, String about, String why) {
    String what = about.isEmpty() ? call : call + " " + about;
    EventData data =
        new EventData()
            .put("author", caller.name())
            .put("role", caller.roleWord())
            .put("call", call)
            .put("about", about);
    if (!why.isEmpty()) {
      data.put("why", why);
    }
    return EventSpec.newBuilder()
        .setType(type)
        .setMessage("%s: %s%s".formatted(caller, what, why.isEmpty() ? "" : " refused: " + why))
        .setData(data.build());
  }
}
