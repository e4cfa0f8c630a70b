package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.Target;
import io.entropy.policymanager.cluster.ClusterControl;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.StoreLimits;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many policies that tick at the same moment in several threads over one store, while faults end:
/// after no commit do more targets have one than the cluster's bound allows.
final class ConcurrentTicksTest {
  private static final int BOUND = 5;
  private static final int POLICIES = 6;
  private static final int THREADS = 4;
  private static final int ROUNDS = 40;

  private final VirtualTime time = new VirtualTime(World.START);
  private final EventLog log = new EventLog("test", time, new SplittableRandom(1));

  @Test
  void theSumNeverExceedsTheBound() throws Exception {
    Amount bound = Amount.newBuilder().setCount(BOUND).build();
    assertThat(mostAtOnce(bound)).isEqualTo(BOUND);
  }

  @Test
  void withoutTheBoundItDoes() throws Exception {
    assertThat(mostAtOnce(Amount.getDefaultInstance())).isGreaterThan(BOUND);
  }

  /// The most targets with a live injection after any commit.
  private int mostAtOnce(Amount bound) throws Exception {
    StoreLimits limits = StoreLimits.DEFAULT.withWatchQueue(1_000_000);
    try (MemoryStore store = new MemoryStore(time, limits);
        Watch watch = store.watch(WatchFilter.of(Kinds.INJECTIONS))) {
      TargetRecorder recorder = new TargetRecorder(store);
      recorder.complete("node-1", on("node-1"));
      recorder.complete("node-2", on("node-2"));
      new ClusterControl(store, log)
          .update(0, ClusterBounds.newBuilder().setMaxActive(bound).build());
      startPolicies(store);
      tick(store);
      return most(watch);
    }
  }

  private static List<Target> on(String node) {
    return TestTargets.voters(10, node + "-").stream()
        .map(t -> t.toBuilder().setSpec(t.getSpec().toBuilder().setNodeId(node)).build())
        .toList();
  }

  private void startPolicies(MemoryStore store) {
    PolicyControl control =
        new PolicyControl(store, TestModes.MODES, time, new SplittableRandom(2), log);
    for (int i = 0; i < POLICIES; i++) {
      // No fault ends at a tick, so none takes over another's room while that's still live.
      var spec =
          World.everySecond()
              .setName("p" + i)
              .setSeed(i)
              .setProbability(.5)
              .setDuration(ProtoTime.toProto(Duration.ofMillis(1_500)));
      var _ = control.createStarted(spec.build());
    }
  }

  private void tick(MemoryStore store) throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS + 1);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      PolicyController controller = new PolicyController(store, TestModes.MODES, log);
      work.add(() -> {
        for (int round = 0; round < ROUNDS; round++) {
          var _ = together.await();
          Instant _ = controller.tick(World.START.plusSeconds(round));
        }
        return null;
      });
    }
    work.add(() -> {
      SplittableRandom random = new SplittableRandom(3);
      for (int round = 0; round < ROUNDS; round++) {
        var _ = together.await();
        endSome(store, random);
      }
      return null;
    });
    try (var threads = Executors.newFixedThreadPool(THREADS + 1)) {
      for (Future<Void> done : threads.invokeAll(work)) {
        var _ = done.get();
      }
    }
  }

  private static void endSome(MemoryStore store, SplittableRandom random) {
    for (Injection live : store.view(s -> s.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE))) {
      if (random.nextInt(3) == 0) {
        var _ =
            store.update(tx -> {
              Injection now = tx.get(Kinds.INJECTIONS, live.getId()).orElseThrow();
              var over =
                  now.getStatus().toBuilder()
                      .setState(InjectionState.COMPLETE)
                      .setEnd(EndReason.ELAPSED);
              return tx.update(Kinds.INJECTIONS, now.toBuilder().setStatus(over).build());
            });
      }
    }
  }

  /// Counted from the commits, independently of the code under test.
  private static int most(Watch watch) throws InterruptedException {
    Map<String, String> live = new HashMap<>();
    int most = 0;
    while (true) {
      switch (watch.poll(Duration.ZERO)) {
        case null -> {
          return most;
        }
        case WatchEvent.Change<?> change -> {
          if (change.after() instanceof Injection now && ActiveFaults.isLive(now)) {
            live.put(now.getId(), now.getSpec().getTargetId());
          } else if (change.before() instanceof Injection before) {
            live.remove(Objects.requireNonNull(before).getId());
          }
        }
        case WatchEvent.Committed _ ->
            most = Math.max(most, Math.toIntExact(live.values().stream().distinct().count()));
        case WatchEvent.Resync _, WatchEvent.Closed _ ->
            throw new AssertionError("the watch was cut");
      }
    }
  }
}
