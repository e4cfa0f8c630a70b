package io.entropy.policymanager.notify;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.Notification;
import io.entropy.policymanager.subscription.EventMatcher;
import io.entropy.policymanager.subscription.EventPositions;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.eventlog.EventRead;
import io.entropy.store.eventlog.EventReader;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One notification's way through the log: each event that passes its filter is posted until it's
/// taken, then the next one. Runs until it's interrupted.
///
/// It holds on to an event for as long as the log has it: one that the log has dropped is given up,
/// said to be lost, and the oldest that is kept is next. A loss is told when an outage's first is
/// noticed, and if there were more when it's over: not each time, since what tells it is an event
/// as well, and not at first only, since that event may be lost, too.
final class Delivery implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

  private final Store store;
  private final Notification notification;
  private final Receiver receiver;
  private final Backoff backoff;
  private final NotificationEvents events;
  private final EventMatcher matcher;
  private final DeliveryStatus status;
  private boolean toldLost;
  private EventRead.@Nullable Lost untold;

  Delivery(
      Store store,
      Notification notification,
      Receiver receiver,
      DeliveryStatus status,
      NotificationLoop.Parts parts) {
    this.store = store;
    this.notification = notification;
    this.receiver = receiver;
    this.status = status;
    this.backoff = Backoff.usual(parts.random());
    this.events = new NotificationEvents(parts.log());
    this.matcher = new EventMatcher(store, notification.getSpec().getFilter());
  }

  @Override
  public void run() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = followOrWait();
      }
    } catch (InterruptedException _) {
      LOG.debug("{} ends", notification.getSpec().getName());
    } catch (RuntimeException e) {
      LOG.error("notification {} ends", notification.getSpec().getName(), e);
    } finally {
      saveLast();
    }
  }

  private void saveLast() {
    try {
      if (status.isUnsaved()) {
        status.save();
      }
    } catch (StoreException e) {
      LOG.debug("some events will be delivered again: {}", e.getMessage());
    }
  }

  private boolean followOrWait() throws InterruptedException {
    try {
      return follow();
    } catch (StoreException e) {
      return switch (e.code()) {
        case OUTCOME_UNKNOWN, UNAVAILABLE, SEQUENCE_CONFLICT, EXISTS, NOT_FOUND -> {
          LOG.warn("a notification tries again: {}", e.getMessage());
          Thread.sleep(AFTER_ERROR);
          yield true;
        }
        case FENCED, CLOSED -> false;
        case NAME_CONFLICT, TOO_LARGE, CORRUPT -> throw e;
      };
    }
  }

  /// Reads on from the position; whether to begin again from there.
  private boolean follow() throws InterruptedException {
    try (EventReader reader = EventReader.after(store, status.position())) {
      while (true) {
        @Nullable EventRead read =
            status.isUnsaved() ? reader.poll(DeliveryStatus.AT_LEAST) : reader.take();
        switch (read) {
          case null -> status.save();
          case EventRead.Happened(Event event) -> {
            if (!matcher.test(event)) {
              status.passed(event);
            } else if (!deliver(event)) {
              return true;
            }
          }
          case EventRead.Lost loss -> lost(loss);
          case EventRead.Closed _ -> {
            return false;
          }
        }
        status.saveIfDue();
      }
    }
  }

  /// Tries until it's taken; false when the log has dropped it before.
  private boolean deliver(Event event) throws InterruptedException {
    while (true) {
      Optional<String> refusal = receiver.post(event);
      if (refusal.isEmpty()) {
        status.delivered(event);
        tellTheRest();
        return true;
      }
      status.failed(refusal.get());
      Thread.sleep(backoff.after(status.failures()));
      if (store.view(s -> s.get(Kinds.EVENTS, event.getId())).isEmpty()) {
        return false;
      }
    }
  }

  private void lost(EventRead.Lost loss) {
    if (toldLost) {
      untold = loss;
    } else {
      toldLost = true;
      tell(loss);
    }
  }

  /// The receiver is back.
  private void tellTheRest() {
    EventRead.Lost more = untold;
    untold = null;
    toldLost = false;
    if (more != null) {
      tell(more);
    }
  }

  private void tell(EventRead.Lost loss) {
    String after = EventPositions.format(loss.position());
    status.lost(tx -> events.lost(tx, notification, after, loss.reason()));
  }
}
