package io.entropy.server.event;

import io.entropy.api.v1.SubscribeResponse;
import io.entropy.server.stream.StreamGone;

/// Where a subscriber's events go. Waits while the subscriber is slow.
interface EventSink {
  void send(SubscribeResponse response) throws InterruptedException, StreamGone;
}
