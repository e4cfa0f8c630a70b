package io.entropy.server.handshake;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;
import io.entropy.server.access.RefusalKind;

/// Connections from an address that failed of the same; the detail is the subject of the
/// certificate that was shown, in a stranger's own words.
record RefusedConnection(String address, HandshakeFailure why) implements RefusalKind {

  @Override
  public RefusedConnection shared() {
    return new RefusedConnection("other addresses", why);
  }

  @Override
  public EventSpec.Builder event(String subject, long count) {
    EventData data =
        new EventData()
            .put("author", "stranger")
            .put("role", "")
            .put("call", "Connect")
            .put("about", address)
            .put("why", why.clause())
            .put("reason", why.word())
            .put("count", count);
    if (!subject.isEmpty()) {
      data.put("subject", subject);
    }
    String times = count == 1 ? "" : " " + count + " times";
    return EventSpec.newBuilder()
        .setType(EventTypes.AUDIT_REFUSED)
        .setMessage(
            "stranger: connection from %s refused%s: %s".formatted(address, times, why.clause()))
        .setData(data.build());
  }
}
