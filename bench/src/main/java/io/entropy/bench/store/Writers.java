package io.entropy.bench.store;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that update injections of a store as fast as they can. Each has its own.
final class Writers {
  private static final int EACH = 16;

  private Writers() {}

  static String id(int injection) {
    return "injection-" + injection;
  }

  static Injection injection(int number) {
    return Injection.newBuilder()
        .setId(id(number))
        .setSpec(
            InjectionSpec.newBuilder()
                .setPolicyId("policy-" + number % 10)
                .setNodeId("node-" + number % 100)
                .setTargetId("target-" + number))
        .build();
  }

  static void fill(Store store, int injections) {
    store.batch(b -> {
      for (int i = 0; i < injections; i++) {
        Injection injection = injection(i);
        b.update(t -> t.create(Kinds.INJECTIONS, injection));
      }
    });
  }

  static Injection update(Store store, String id) {
    return store.update(
        tx -> tx.update(Kinds.INJECTIONS, next(tx.get(Kinds.INJECTIONS, id).orElseThrow())));
  }

  /// The same with another status, as an agent reports it.
  static Injection next(Injection old) {
    InjectionState state =
        old.getStatus().getState() == InjectionState.READY
            ? InjectionState.RUNNING
            : InjectionState.READY;
    return old.toBuilder().setStatus(InjectionStatus.newBuilder().setState(state)).build();
  }

  /// Runs so many writers for that long; the updates that were acknowledged each second.
  static double rate(Store store, int writers, long nanos)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long updates = 0;
    // Platform threads, as the loops have that they stand beside.
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Long>> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int first = w * EACH;
        running.add(threads.submit(() -> write(store, first, start + nanos)));
      }
      for (Future<Long> writer : running) {
        updates += writer.get();
      }
    }
    return updates * 1e9 / (System.nanoTime() - start);
  }

  private static long write(Store store, int first, long end) {
    long updates = 0;
    while (System.nanoTime() < end) {
      Injection _ = update(store, id(first + (int) (updates % EACH)));
      updates++;
    }
    return updates;
  }
}
