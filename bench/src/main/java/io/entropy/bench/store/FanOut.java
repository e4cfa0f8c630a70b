package io.entropy.bench.store;

import io.entropy.api.time.SteadyTime;
import io.entropy.bench.measure.Report;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Resync;
import io.entropy.store.watch.WatchFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One writer's updates told to a thousand watchers, each read by a thread of its own. What counts
/// is changes taken out of the queues; the markers between commits come on top.
final class FanOut {
  private static final int WATCHERS = 1_000;
  private static final int UPDATES = 1_000;
  private static final int ROUNDS = 5;

  private FanOut() {}

  static void addTo(Report report) throws InterruptedException, ExecutionException {
    Rates rates = new Rates();
    try (Store store = new MemoryStore(SteadyTime.start())) {
      Writers.fill(store, WATCHERS);
      double _ = rate(store); // warms up
      for (int i = 0; i < ROUNDS; i++) {
        rates.add(rate(store));
      }
    }
    report.note(
        String.format(
            Locale.ROOT,
            "watch fan-out to %,d watchers: %s deliveries (SwarmKit's Go bus: about 2,500,000/s on 2"
                + " cores, quoted, not run here)",
            WATCHERS,
            rates));
  }

  private static double rate(Store store) throws InterruptedException, ExecutionException {
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watches.add(store.watch(WatchFilter.everything()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      List<Future<Integer>> readers = new ArrayList<>();
      for (Watch watch : watches) {
        readers.add(threads.submit(() -> read(watch)));
      }
      for (int i = 0; i < UPDATES; i++) {
        var _ = Writers.update(store, Writers.id(i));
      }
      long deliveries = 0;
      for (Future<Integer> reader : readers) {
        deliveries += reader.get();
      }
      return deliveries * 1e9 / (System.nanoTime() - start);
    } finally {
      watches.forEach(Watch::close);
    }
  }

  private static int read(Watch watch) throws InterruptedException {
    int changes = 0;
    while (changes < UPDATES) {
      WatchEvent event = watch.take();
      if (event instanceof Change<?>) {
        changes++;
      } else if (event instanceof Resync) {
        throw new IllegalStateException("a watcher was cut: it lost deliveries");
      }
    }
    return changes;
  }
}
