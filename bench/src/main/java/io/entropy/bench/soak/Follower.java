package io.entropy.bench.soak;

import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.TreeMap;

/// A subscriber of all events, all the while; it counts them by type. gRPC's thread tells it.
final class Follower implements StreamObserver<SubscribeResponse> {
  private final Map<String, Long> events = new TreeMap<>();
  private String broken = "";

  static Follower of(Channel channel) {
    Follower follower = new Follower();
    EventsGrpc.newStub(channel)
        .subscribe(SubscribeRequest.newBuilder().setFollow(true).build(), follower);
    return follower;
  }

  @Override
  public synchronized void onNext(SubscribeResponse response) {
    switch (response.getWhatCase()) {
      case EVENT -> events.merge(response.getEvent().getSpec().getType(), 1L, Long::sum);
      case LOST -> events.merge("lost", 1L, Long::sum);
      case CAUGHT_UP, WHAT_NOT_SET -> {} // it goes on
    }
  }

  @Override
  public synchronized void onError(Throwable error) {
    broken = "; its stream broke: " + error;
  }

  @Override
  public synchronized void onCompleted() {
    broken = "; its stream has ended";
  }

  synchronized long count() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  /// What came, by type, and whether it still does.
  synchronized String summary() {
    return events + broken;
  }
}
