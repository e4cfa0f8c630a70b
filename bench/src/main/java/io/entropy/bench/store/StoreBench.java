package io.entropy.bench.store;

import static io.entropy.bench.measure.Report.times;
import static io.entropy.store.model.Kinds.INJECTIONS_BY_TARGET;

import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.Injection;
import io.entropy.bench.Bench;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// The store's own speed: reading and updating one of 10,000 injections in memory, beside a plain
/// concurrent map, which has no versions, indexes, snapshots or watches; then durable updates,
/// watches, the heap, and etcd.
public final class StoreBench implements Bench {
  private static final int OBJECTS = 10_000;
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 1_000;

  /// In nanoseconds.
  private static final double TARGET = 5_000;

  /// Operations in a row under one measurement: the clock's own cost is of their size.
  private static final int LUMP = 20;

  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  @Override
  public String name() {
    return "store";
  }

  private interface Operation {
    Object on(String id);
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report = inMemory();
    Durable.addTo(report, bench.folder("durable"));
    FanOut.addTo(report);
    Heap.addTo(report);
    Etcd.addTo(report, bench.folder("etcd"));
    return report;
  }

  private Report inMemory() {
    Map<String, Injection> map = new ConcurrentHashMap<>();
    Samples get = new Samples();
    Samples find = new Samples();
    Samples update = new Samples();
    Samples mapGet = new Samples();
    Samples mapPut = new Samples();
    try (Store store = new MemoryStore(SteadyTime.start())) {
      Writers.fill(store, OBJECTS);
      store.view(s -> s.all(Kinds.INJECTIONS)).forEach(i -> map.put(i.getId(), i));
      for (int i = -WARM_UP; i < ROUNDS; i++) {
        boolean counts = i >= 0;
        measure(counts, get, id -> store.view(s -> s.get(Kinds.INJECTIONS, id).orElseThrow()));
        measure(counts, find, id -> store.view(s -> s.find(INJECTIONS_BY_TARGET, target(id))));
        measure(counts, mapGet, id -> map.getOrDefault(id, Injection.getDefaultInstance()));
        measure(counts, update, id -> Writers.update(store, id));
        measure(
            counts,
            mapPut,
            id -> map.compute(id, (_, old) -> Writers.next(Objects.requireNonNull(old))));
      }
    }
    return new Report("store: one of 10,000 objects in memory", Unit.MICROS)
        .row("get by id", get, times(get.over(mapGet)) + " a map's")
        .row("get by index", find, times(find.over(mapGet)) + " a map's")
        .row("update", update, times(update.over(mapPut)) + " a map's")
        .row("map: get", mapGet)
        .row("map: compute", mapPut)
        .verdict(
            update.median() <= TARGET,
            "an update takes at most " + Unit.MICROS.format(TARGET),
            Unit.MICROS.format(update.median()));
  }

  private static String target(String id) {
    return id.replace("injection", "target");
  }

  private void measure(boolean counts, Samples into, Operation operation) {
    String[] ids = new String[LUMP];
    for (int i = 0; i < LUMP; i++) {
      ids[i] = Writers.id(random.nextInt(OBJECTS));
    }
    long start = System.nanoTime();
    for (String id : ids) {
      var _ = Objects.requireNonNull(operation.on(id));
    }
    long nanos = (System.nanoTime() - start) / LUMP;
    if (counts) {
      into.add(nanos);
    }
  }
}
