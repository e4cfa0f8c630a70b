package io.entropy.injectors.drop;

import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;

/// Which of a target's packets are lost, with the words for its two ends in the filters.
enum Way {
  RECEIVE("from", "to"),
  SEND("to", "from");

  private final String far;
  private final String near;

  Way(String far, String near) {
    this.far = far;
    this.near = near;
  }

  InjectorProvider provider() {
    return this == RECEIVE ? new RecvDropProvider() : new SendDropProvider();
  }

  /// The filter for addresses of others.
  String far() {
    return far;
  }

  /// The filter for addresses of the target itself.
  String near() {
    return near;
  }

  Way opposite() {
    return this == RECEIVE ? SEND : RECEIVE;
  }

  TestContainer sender(TestContainer target, TestContainer peer) {
    return this == RECEIVE ? peer : target;
  }

  TestContainer receiver(TestContainer target, TestContainer peer) {
    return this == RECEIVE ? target : peer;
  }

  /// Packets that go this way through the target.
  Traffic traffic(TestContainer target, TestContainer peer, Ip ip) throws IOException {
    TestContainer receiver = receiver(target, peer);
    return Traffic.between(sender(target, peer), receiver, ip.address(receiver));
  }
}
