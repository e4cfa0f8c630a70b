package io.entropy.policymanager.notify;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.Notification;
import io.entropy.api.v1.NotificationSpec;
import io.entropy.api.v1.NotificationStatus;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.subscription.EventPositions;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.eventlog.EventPosition;
import io.entropy.store.model.Kinds;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// What a user does to notifications: create and remove. One is named by its id or its name. To
/// change one, another is created. Any thread.
public final class NotificationControl {
  private static final int MOST = 100;

  private final Store store;
  private final RandomGenerator random;
  private final NotificationEvents events;

  /// A control over the notifications of that store.
  ///
  /// @param random for the ids of new ones
  public NotificationControl(Store store, RandomGenerator random, EventLog log) {
    this.store = store;
    this.random = random;
    this.events = new NotificationEvents(log);
  }

  /// The notification of that id, else of that name.
  ///
  /// @throws StoreException `NOT_FOUND`
  public static Notification existing(Snapshot snapshot, String notification) {
    return snapshot
        .get(Kinds.NOTIFICATIONS, notification)
        .or(() -> snapshot.byName(Kinds.NOTIFICATIONS, notification))
        .orElseThrow(
            () -> new StoreException(Code.NOT_FOUND, "there is no notification " + notification));
  }

  /// Stores one that is told of everything after its own creation.
  ///
  /// @throws InvalidInputException with every violation
  /// @throws StoreException `NAME_CONFLICT` when the name is taken, `TOO_LARGE` when there are too
  ///   many
  public Notification create(NotificationSpec spec) {
    NotificationSpec valid = NotificationValidator.validated(spec);
    String id;
    synchronized (random) {
      id = HexFormat.of().toHexDigits(random.nextLong(), 12);
    }
    return store.update(tx -> {
      if (tx.count(Kinds.NOTIFICATIONS) >= MOST) {
        throw new StoreException(
            Code.TOO_LARGE,
            "there are %d notifications already, the most there may be".formatted(MOST));
      }
      Notification notification = Notification.newBuilder().setId(id).setSpec(valid).build();
      Event created = events.created(tx, notification);
      NotificationStatus status =
          NotificationStatus.newBuilder()
              .setPosition(EventPositions.format(EventPosition.of(created)))
              .setSigned(!valid.getSecret().isEmpty())
              .build();
      return tx.create(Kinds.NOTIFICATIONS, notification.toBuilder().setStatus(status).build());
    });
  }

  /// Ends and forgets it.
  public void remove(String notification) {
    var _ =
        store.<Boolean>update(tx -> {
          Notification there = existing(tx, notification);
          tx.delete(Kinds.NOTIFICATIONS, there.getId());
          events.removed(tx, there);
          return true;
        });
  }
}
