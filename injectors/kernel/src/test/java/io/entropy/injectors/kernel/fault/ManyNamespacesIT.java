package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.NfTables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A thousand containers hit by one tick.
class ManyNamespacesIT {
  private static final int MANY = 1000;

  @Test
  void aThousandPlansAreActiveAtOnce() throws Exception {
    List<NamespacePlan> plans = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        plans.add(inNewNamespace());
      }
      Fault fault = Faults.receive(1, Action.dropPercent(10));
      long start = System.nanoTime();
      List<Future<?>> injections = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (NamespacePlan plan : plans) {
          injections.add(
              threads.submit(() -> {
                plan.arm(fault);
                plan.release(1, Duration.ofMinutes(1));
              }));
        }
      }
      for (Future<?> injection : injections) {
        injection.get();
      }
      System.out.printf(
          "%d namespaces active after %.0f ms%n", MANY, (System.nanoTime() - start) / 1e6);
      assertThat(plans).allMatch(plan -> plan.verify(1).active());
    } finally {
      plans.forEach(NamespacePlan::close);
    }
  }

  /// The plan's socket is all that keeps the namespace alive.
  private static NamespacePlan inNewNamespace() {
    return NetworkNamespace.enterNew(() ->
        new NamespacePlan(
            NetworkNamespace.ofPath(Path.of("/proc/thread-self/ns/net")),
            "many",
            NfTables.openHere(),
            Dialect.SHARED));
  }
}
