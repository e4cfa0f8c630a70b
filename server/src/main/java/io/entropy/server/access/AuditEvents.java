package io.entropy.server.access;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;

/// How what somebody did, or wasn't let do, is told.
final class AuditEvents {
  private AuditEvents() {}

  static EventSpec.Builder changed(Act act) {
    return event(
        EventTypes.AUDIT_CHANGED,
        data(act.caller(), act.call(), act.about()),
        "%s: %s".formatted(act.caller(), what(act.call(), act.about())));
  }

  static EventData data(Caller caller, String call, String about) {
    return new EventData()
        .put("author", caller.name())
        .put("role", caller.roleWord())
        .put("call", call)
        .put("about", about);
  }

  static String what(String call, String about) {
    return about.isEmpty() ? call : call + " " + about;
  }

  static EventSpec.Builder event(String type, EventData data, String message) {
    return EventSpec.newBuilder().setType(type).setMessage(message).setData(data.build());
  }
}
