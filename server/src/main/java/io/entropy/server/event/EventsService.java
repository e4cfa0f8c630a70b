package io.entropy.server.event;

import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.server.stream.StreamGone;
import io.entropy.server.stream.StreamOutlet;
import io.entropy.server.stream.StreamThreads;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/// The event stream over gRPC. Any thread.
public final class EventsService extends EventsGrpc.EventsImplBase {
  private final Store store;
  private final StreamThreads threads;

  public EventsService(Store store, StreamThreads threads) {
    this.store = store;
    this.threads = threads;
  }

  @Override
  public void subscribe(SubscribeRequest request, StreamObserver<SubscribeResponse> observer) {
    EventSubscription subscription = new EventSubscription(store, request);
    StreamOutlet<SubscribeResponse> outlet = new StreamOutlet<>(observer);
    Thread thread = threads.start(() -> run(subscription, outlet));
    outlet.whenGone(thread::interrupt);
  }

  private static void run(EventSubscription subscription, StreamOutlet<SubscribeResponse> outlet) {
    try {
      subscription.run(outlet::send);
      outlet.complete();
    } catch (StreamGone _) {
      // nobody is left to be told
    } catch (StoreException e) {
      outlet.fail(Status.UNAVAILABLE.withDescription(e.getMessage()));
    } catch (InterruptedException _) {
      outlet.fail(Status.UNAVAILABLE.withDescription("this manager is ending"));
    }
  }
}
