package io.entropy.bench.thousand;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The limit: the same faults with nothing around them, no store, no journal, no reading back.
final class BareKernel {
  private static final Fault DROP =
      new Fault(1, "bench", Direction.RECEIVE, List.of(), new Action.DropAll());

  private BareKernel() {}

  /// How long it takes until all namespaces have an active fault, in nanoseconds.
  static long time(List<NetworkNamespace> namespaces)
      throws ExecutionException, InterruptedException {
    Queue<NamespacePlan> plans = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      List<Future<?>> injections = new ArrayList<>();
      for (NetworkNamespace namespace : namespaces) {
        injections.add(threads.submit(() -> inject(namespace, plans)));
      }
      for (Future<?> injection : injections) {
        injection.get();
      }
      return System.nanoTime() - start;
    } finally {
      plans.forEach(NamespacePlan::close);
    }
  }

  private static void inject(NetworkNamespace namespace, Queue<NamespacePlan> plans) {
    NamespacePlan plan = NamespacePlan.open(namespace, "00000000");
    plans.add(plan);
    plan.arm(DROP);
    plan.release(DROP.id(), Duration.ofSeconds(3));
  }
}
