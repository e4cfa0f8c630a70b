package io.entropy.policymanager.notify;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Notification;
import io.entropy.policymanager.event.EventData;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Transaction;

/// What is said about notifications themselves: never their addresses or secrets.
record NotificationEvents(EventLog log) {

  Event created(Transaction tx, Notification notification) {
    return log.append(
        tx, of(EventTypes.NOTIFICATION_CREATED, notification, "created", new EventData()));
  }

  void removed(Transaction tx, Notification notification) {
    log.write(tx, of(EventTypes.NOTIFICATION_REMOVED, notification, "removed", new EventData()));
  }

  void lost(Transaction tx, Notification notification, String after, String why) {
    log.write(
        tx,
        of(
            EventTypes.NOTIFICATION_LOST,
            notification,
            "goes on with the oldest event that is kept: some after %s may be gone (%s)"
                .formatted(after, why),
            new EventData().put("after", after).put("why", why)));
  }

  private static EventSpec.Builder of(
      String type, Notification notification, String what, EventData data) {
    String name = notification.getSpec().getName();
    return EventSpec.newBuilder()
        .setType(type)
        .setMessage("notification %s %s".formatted(name, what))
        .setData(
            data.put("notification", notification.getId())
                .put("name", name)
                .put("format", notification.getSpec().getFormat())
                .build());
  }
}
