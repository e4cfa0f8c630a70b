package io.entropy.cli.client;

import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Predicate;

/// A manager's events from a position on, with no gap: where the stream breaks off it's taken up
/// again behind the last one. Used by one thread.
final class EventFeed {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final ManagerClient client;
  private SubscribeRequest request;
  private volatile boolean closed;

  EventFeed(ManagerClient client, SubscribeRequest request) {
    this.client = client;
    this.request = request;
  }

  /// Hands over what comes, until the stream's end or until the taker wants no more.
  ///
  /// @param taker whether it wants more
  /// @throws io.entropy.cli.CommandException when the manager refuses
  void read(Predicate<SubscribeResponse> taker) throws InterruptedException {
    boolean more = true;
    while (more && !closed) {
      try {
        more = readOnce(taker) && request.getFollow();
      } catch (StatusRuntimeException e) {
        if (closed) {
          return;
        }
        if (!request.getFollow() || !ManagerErrors.mayPass(e)) {
          throw ManagerErrors.of(client.address(), e);
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private boolean readOnce(Predicate<SubscribeResponse> taker) {
    Iterator<SubscribeResponse> responses = client.events(request);
    while (responses.hasNext()) {
      SubscribeResponse response = responses.next();
      if (!response.getPosition().isEmpty()) {
        request = request.toBuilder().setAfter(response.getPosition()).build();
      }
      if (!taker.test(response)) {
        return false;
      }
    }
    return true;
  }

  /// Any thread: what fails from now on fails because this ends.
  void close() {
    closed = true;
  }
}
