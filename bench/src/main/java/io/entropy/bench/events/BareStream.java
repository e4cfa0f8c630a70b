package io.entropy.bench.events;

import io.entropy.api.v1.Caught;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventsGrpc.EventsImplBase;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// The same messages without a store, a log or a filter: each subscriber is sent a [Load] by a
/// thread of its own, as fast as it takes them.
final class BareStream extends EventsImplBase {
  private static final String POSITION = "1234567-0192f1c0a7c44b3e0000000000";

  private final Set<Outlet> outlets = ConcurrentHashMap.newKeySet();

  @Override
  public void subscribe(SubscribeRequest request, StreamObserver<SubscribeResponse> observer) {
    Outlet outlet =
        new Outlet((ServerCallStreamObserver<SubscribeResponse>) observer, new Semaphore(0));
    outlet.observer.setOnReadyHandler(outlet.room::release);
    outlet.observer.setOnCancelHandler(() -> {
      outlets.remove(outlet);
      outlet.room.release();
    });
    outlets.add(outlet);
    outlet.observer.onNext(
        SubscribeResponse.newBuilder()
            .setPosition(POSITION)
            .setCaughtUp(Caught.getDefaultInstance())
            .build());
  }

  /// Begins to send it to all that have subscribed.
  void send(Load load) {
    long start = System.nanoTime();
    for (Outlet outlet : outlets) {
      Thread _ = Thread.ofVirtual().name("bare-stream").start(() -> outlet.send(load, start));
    }
  }

  /// @param room given back when the other side may have become ready
  private record Outlet(ServerCallStreamObserver<SubscribeResponse> observer, Semaphore room) {

    void send(Load load, long start) {
      for (int i = 0; i < load.events(); i++) {
        long due = load.await(i, start);
        while (!observer.isReady()) {
          if (observer.isCancelled()) {
            return;
          }
          room.acquireUninterruptibly();
        }
        observer.onNext(
            SubscribeResponse.newBuilder()
                .setPosition(POSITION)
                .setEvent(
                    Event.newBuilder().setId("0192f1c0a7c44b3e0000000000").setSpec(Sample.of(due)))
                .build());
      }
    }
  }
}
