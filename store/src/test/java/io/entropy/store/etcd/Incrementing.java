package io.entropy.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Four writers on two stores, two on each, that increment while a test does harm; and the account
/// at the end: of what was acknowledged nothing is lost, nothing is there twice, and what's there
/// beyond it was told to be unknown.
final class Incrementing implements AutoCloseable {
  private final List<EtcdStore> stores;
  private final List<IncrementingWriter> writers = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Incrementing(EtcdEndpoint endpoint) {
    stores = List.of(EtcdCluster.open(endpoint), EtcdCluster.open(endpoint));
    for (int i = 0; i < 4; i++) {
      var writer = new IncrementingWriter(stores.get(i % 2), "writer" + i, stop);
      writers.add(writer);
      running.add(threads.submit(writer));
    }
  }

  /// Waits until every writer has been acknowledged that many more increments.
  void awaitMore(int increments) throws InterruptedException {
    List<Long> goals = writers.stream().map(w -> w.acknowledged() + increments).toList();
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    for (int i = 0; i < goals.size(); i++) {
      while (writers.get(i).acknowledged() < goals.get(i)) {
        assertThat(System.nanoTime()).as("%s gets no further", writers).isLessThan(deadline);
        assertThat(running.get(i).isDone()).as("%s ended", writers.get(i)).isFalse();
        Thread.sleep(10);
      }
    }
  }

  /// Stops the writers and checks what they were told against what a store opened anew shows.
  void check(EtcdEndpoint endpoint) throws Exception {
    stop.set(true);
    for (Future<?> writer : running) {
      writer.get(30, TimeUnit.SECONDS);
    }
    System.out.println(writers);
    try (Store store = EtcdCluster.open(endpoint)) {
      long sum = 0;
      for (IncrementingWriter writer : writers) {
        long value = Counters.value(store, writer.own());
        assertThat(value)
            .as("%s", writer)
            .isBetween(writer.acknowledged(), writer.acknowledged() + writer.unknown());
        sum += value;
      }
      assertThat(Counters.value(store, IncrementingWriter.SHARED)).isEqualTo(sum);
    }
    for (EtcdStore store : stores) {
      long sum = store.update(t -> Counters.value(t, IncrementingWriter.SHARED));
      assertThat(Counters.value(store, IncrementingWriter.SHARED)).isEqualTo(sum);
    }
  }

  /// Updates that were not acknowledged so far.
  long troubles() {
    return writers.stream().mapToLong(w -> w.unknown() + w.unavailable()).sum();
  }

  @Override
  public void close() {
    stop.set(true);
    threads.close();
    stores.forEach(EtcdStore::close);
  }
}
