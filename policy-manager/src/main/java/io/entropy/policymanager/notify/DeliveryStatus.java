package io.entropy.policymanager.notify;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.Notification;
import io.entropy.api.v1.NotificationStatus;
import io.entropy.policymanager.subscription.EventPositions;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.eventlog.EventPosition;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// How far one notification is, and how it goes: in memory, and in the store at most [#AT_LEAST]
/// later, so that a busy log isn't written twice. What was delivered since is delivered again after
/// a crash. The only writer of the notification's status; one thread.
final class DeliveryStatus {
  /// How often it's written while it changes.
  static final Duration AT_LEAST = Duration.ofSeconds(1);

  private final Store store;
  private final InstantSource clock;
  private final String id;
  private final NotificationStatus.Builder status;
  private Instant saved;
  private boolean unsaved;

  DeliveryStatus(Store store, InstantSource clock, Notification notification) {
    this.store = store;
    this.clock = clock;
    this.id = notification.getId();
    this.status = notification.getStatus().toBuilder();
    this.saved = clock.instant();
  }

  /// Of an event that is kept, where it is now: a store that was loaded from a dump counts anew.
  EventPosition position() {
    EventPosition position = EventPositions.of(status.getPosition());
    return store.view(
        s -> s.get(Kinds.EVENTS, position.id()).map(EventPosition::of).orElse(position));
  }

  int failures() {
    return status.getFailures();
  }

  boolean isUnsaved() {
    return unsaved;
  }

  /// It isn't for this receiver.
  void passed(Event event) {
    status.setPosition(EventPositions.format(EventPosition.of(event)));
    unsaved = true;
  }

  void delivered(Event event) {
    boolean recovered = status.getFailures() > 0;
    passed(event);
    status
        .setDelivered(status.getDelivered() + 1)
        .setLastDelivered(ProtoTime.toProto(clock.instant()))
        .setFailures(0)
        .clearLastError();
    if (recovered) {
      save();
    }
  }

  void failed(String why) {
    status
        .setFailures(status.getFailures() + 1)
        .setLastError(why)
        .setLastFailed(ProtoTime.toProto(clock.instant()));
    save();
  }

  /// Counts a loss, and says so in the same transaction.
  void lost(Consumer<Transaction> say) {
    status.setLosses(status.getLosses() + 1);
    save(say);
  }

  void saveIfDue() {
    if (unsaved && !clock.instant().isBefore(saved.plus(AT_LEAST))) {
      save();
    }
  }

  void save() {
    save(_ -> {});
  }

  private void save(Consumer<Transaction> also) {
    NotificationStatus now = status.build();
    var _ =
        store.<Boolean>update(tx -> {
          write(tx, now);
          also.accept(tx);
          return true;
        });
    unsaved = false;
    saved = clock.instant();
  }

  /// Nothing when the notification was removed meanwhile.
  private void write(Transaction tx, NotificationStatus now) {
    tx.get(Kinds.NOTIFICATIONS, id)
        .ifPresent(
            stored -> tx.update(Kinds.NOTIFICATIONS, stored.toBuilder().setStatus(now).build()));
  }
}
