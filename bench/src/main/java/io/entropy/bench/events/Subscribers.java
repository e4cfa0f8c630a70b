package io.entropy.bench.events;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.agent.remote.ManagerChannels;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.bench.measure.Samples;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Subscribers with a connection each, all served by one network thread, which owns what they
/// count. Closing ends them.
final class Subscribers implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final ManagerChannels channels = new ManagerChannels();
  private final List<ManagedChannel> connections = new ArrayList<>();
  private final Samples lags = new Samples();
  private final CountDownLatch ready;
  private final CountDownLatch done;
  private final int each;
  private volatile String broken = "";

  private Subscribers(int count, int each) {
    this.each = each;
    this.ready = new CountDownLatch(count);
    this.done = new CountDownLatch(count);
  }

  /// Subscribes, and waits until all have heard that they have caught up.
  ///
  /// @param each how many events each waits for
  static Subscribers open(ManagerAddress address, int count, int each)
      throws IOException, InterruptedException {
    Subscribers all = new Subscribers(count, each);
    SubscribeRequest request =
        SubscribeRequest.newBuilder()
            .setFollow(true)
            .setFilter(EventFilter.newBuilder().addTypes(Sample.TYPE))
            .build();
    for (int i = 0; i < count; i++) {
      ManagedChannel connection = all.channels.open(address);
      all.connections.add(connection);
      EventsGrpc.newStub(connection).subscribe(request, all.new Subscriber());
    }
    try {
      all.await(all.ready);
    } catch (IOException | InterruptedException e) {
      all.close();
      throw e;
    }
    return all;
  }

  /// Waits until all have got what they wait for.
  void awaitAll() throws IOException, InterruptedException {
    await(done);
  }

  private void await(CountDownLatch latch) throws IOException, InterruptedException {
    boolean came = latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!came || !broken.isEmpty()) {
      throw new IOException(broken.isEmpty() ? "not all events came" : broken);
    }
  }

  /// From when each event was due until it was here; once all are.
  Samples lags() {
    return lags;
  }

  @Override
  public void close() {
    connections.forEach(ManagedChannel::shutdownNow);
    channels.close();
  }

  private final class Subscriber implements StreamObserver<SubscribeResponse> {
    private int events;

    @Override
    public void onNext(SubscribeResponse response) {
      switch (response.getWhatCase()) {
        case EVENT -> {
          lags.add(System.nanoTime() - Sample.due(response.getEvent().getSpec()));
          if (++events == each) {
            done.countDown();
          }
        }
        case CAUGHT_UP -> ready.countDown();
        case LOST -> fail("events were lost: " + response.getLost().getWhy());
        case WHAT_NOT_SET -> fail("an empty message came");
      }
    }

    private void fail(String why) {
      broken = why;
      while (ready.getCount() > 0 || done.getCount() > 0) {
        ready.countDown();
        done.countDown();
      }
    }

    @Override
    public void onError(Throwable error) {
      if (events < each) {
        fail(String.valueOf(error));
      }
    }

    @Override
    public void onCompleted() {
      fail("the stream has ended");
    }
  }
}
