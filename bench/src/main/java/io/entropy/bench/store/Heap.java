package io.entropy.bench.store;

import com.google.protobuf.InvalidProtocolBufferException;
import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.Injection;
import io.entropy.bench.measure.Report;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The heap that 100,000 injections take in a store, with all its indexes, and in a plain map,
/// which is about what the messages themselves take. By used heap after full collections.
final class Heap {
  private static final int OBJECTS = 100_000;

  private Heap() {}

  static void addTo(Report report) throws InvalidProtocolBufferException {
    long before = used();
    Store store = new MemoryStore(SteadyTime.start(), StoreLimits.DEFAULT.withHistory(0));
    Writers.fill(store, OBJECTS);
    long inStore = used() - before;
    Map<String, Injection> map = new HashMap<>();
    for (Injection injection : store.view(s -> s.all(Kinds.INJECTIONS))) {
      // Sharing no text with the store's.
      Injection own = Kinds.INJECTIONS.parser().parseFrom(injection.toByteArray());
      map.put(own.getId(), own);
    }
    long inMap = used() - before - inStore;
    if (map.size() != store.<Integer>view(s -> s.count(Kinds.INJECTIONS))) { // both were alive
      throw new IllegalStateException("objects were lost");
    }
    store.close();
    report.note(
        String.format(
            Locale.ROOT,
            "heap at %,d objects with 4 indexes: %,d bytes an object; in a plain map %,d",
            OBJECTS,
            inStore / OBJECTS,
            inMap / OBJECTS));
  }

  @SuppressWarnings("CallSystemGc") // that's what is measured
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
