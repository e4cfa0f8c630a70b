package io.entropy.server.event;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.server.access.Gate;
import io.entropy.server.stream.StreamGone;
import io.entropy.server.stream.StreamOutlet;
import io.entropy.server.stream.StreamThreads;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/// The event stream over gRPC. Any thread.
public final class EventsService extends EventsGrpc.EventsImplBase {
  private final Store store;
  private final StreamThreads threads;
  private final Gate gate;

  public EventsService(Store store, StreamThreads threads, Gate gate) {
    this.store = store;
    this.threads = threads;
    this.gate = gate;
  }

  @Override
  public void subscribe(SubscribeRequest request, StreamObserver<SubscribeResponse> observer) {
    Runnable standing = gate.standing(ServiceRequestContext.current(), "Subscribe");
    EventSubscription subscription = new EventSubscription(store, request, standing);
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
    } catch (StatusRuntimeException e) {
      outlet.fail(e.getStatus());
    } catch (StoreException e) {
      outlet.fail(Status.UNAVAILABLE.withDescription(e.getMessage()));
    } catch (InterruptedException _) {
      outlet.fail(Status.UNAVAILABLE.withDescription("this manager is ending"));
    }
  }
}
