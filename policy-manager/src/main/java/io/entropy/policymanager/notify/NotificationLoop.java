package io.entropy.policymanager.notify;

import io.entropy.api.text.TextException;
import io.entropy.api.v1.Notification;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a [Delivery] running for each notification there is, on a virtual thread of its own.
///
/// What one receiver does reaches no other and no other loop: they meet only in the store, which
/// the deliveries read, and to which each writes its own status.
public final class NotificationLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationLoop.class);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private final Store store;
  private final Parts parts;
  private final Thread thread;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_WITHIN)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /// By the notification's id; the loop's own.
  private final Map<String, Thread> deliveries = new HashMap<>();

  /// What deliveries are made of besides the store.
  ///
  /// @param random for the jitter; any thread may use it
  public record Parts(InstantSource clock, RandomGenerator random, EventLog log) {}

  private NotificationLoop(Store store, Parts parts) {
    this.store = store;
    this.parts = parts;
    this.thread = Thread.ofVirtual().name("notification-loop").unstarted(this::run);
  }

  public static NotificationLoop start(Store store, Parts parts) {
    NotificationLoop loop = new NotificationLoop(store, parts);
    loop.thread.start();
    return loop;
  }

  /// Whether its thread lives: it ends when the store is closed or no longer its to write.
  public boolean isRunning() {
    return thread.isAlive();
  }

  /// Breaks off every request, writes how far each is, and ends.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }

  private void run() {
    try {
      while (true) {
        followOrWait();
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    } catch (RuntimeException e) {
      LOG.error("the notification loop ends", e);
    } finally {
      endAll();
    }
  }

  private void followOrWait() throws InterruptedException {
    try {
      follow();
    } catch (StoreException e) {
      switch (e.code()) {
        case OUTCOME_UNKNOWN, UNAVAILABLE -> {
          LOG.warn("the notification loop tries again: {}", e.getMessage());
          Thread.sleep(AFTER_ERROR);
        }
        case CLOSED -> throw closed();
        case SEQUENCE_CONFLICT, EXISTS, NOT_FOUND, NAME_CONFLICT, TOO_LARGE, FENCED, CORRUPT ->
            throw e;
      }
    }
  }

  private static InterruptedException closed() {
    return new InterruptedException("the store is closed");
  }

  /// Until the watch is cut.
  private void follow() throws InterruptedException {
    var seen =
        store.viewAndWatch(s -> s.all(Kinds.NOTIFICATIONS), WatchFilter.of(Kinds.NOTIFICATIONS));
    try (Watch watch = seen.watch()) {
      endOthersThan(seen.view());
      seen.view().forEach(this::begin);
      while (true) {
        switch (watch.take()) {
          case WatchEvent.Change<?> change -> {
            if (change.after() instanceof Notification now) {
              begin(now);
            } else if (change.before() instanceof Notification gone) {
              end(gone.getId());
            }
          }
          case WatchEvent.Committed _ -> {}
          case WatchEvent.Resync _ -> {
            return;
          }
          case WatchEvent.Closed _ -> throw closed();
        }
      }
    }
  }

  private void endOthersThan(List<Notification> all) {
    List<String> there = all.stream().map(Notification::getId).toList();
    List.copyOf(deliveries.keySet()).stream().filter(id -> !there.contains(id)).forEach(this::end);
  }

  /// Nothing when it runs already: what it's about never changes.
  private void begin(Notification notification) {
    deliveries.computeIfAbsent(
        notification.getId(),
        _ ->
            Thread.ofVirtual()
                .name("notification-" + notification.getSpec().getName())
                .start(() -> deliver(notification)));
  }

  private void deliver(Notification notification) {
    try {
      NotificationFormat format = NotificationFormat.read(notification.getSpec().getFormat());
      Receiver receiver = new Receiver(client, notification.getSpec(), format, parts.clock());
      DeliveryStatus status = new DeliveryStatus(store, parts.clock(), notification);
      new Delivery(store, notification, receiver, status, parts).run();
    } catch (TextException e) {
      LOG.error(
          "notification {} is of a newer version: {}",
          notification.getSpec().getName(),
          e.problem());
    }
  }

  private void end(String id) {
    Thread delivery = deliveries.remove(id);
    if (delivery != null) {
      delivery.interrupt();
    }
  }

  private void endAll() {
    List<Thread> last = List.copyOf(deliveries.values());
    last.forEach(Thread::interrupt);
    for (Thread each : last) {
      try {
        each.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
