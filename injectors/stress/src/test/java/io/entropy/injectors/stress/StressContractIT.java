package io.entropy.injectors.stress;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The contract of injectors on real containers; the effect is what the kernel counts as theirs.
@Execution(ExecutionMode.CONCURRENT)
abstract class StressContractIT extends InjectorContract {
  static final Duration LOOK = Duration.ofMillis(800);

  private static final Map<Class<?>, Bench> BENCHES = new ConcurrentHashMap<>();

  /// An engine, and containers of it that no test uses now: starting one takes longer than most
  /// tests, each of which checks that it leaves nothing in it.
  private record Bench(TestEngine engine, Deque<Target> idle) {}

  @BeforeAll
  static void openEngine(TestInfo test) throws IOException {
    Bench bench = new Bench(TestEngine.open(), new ArrayDeque<>());
    BENCHES.put(test.getTestClass().orElseThrow(), bench);
  }

  @AfterAll
  static void removeEverything(TestInfo test) {
    bench(test.getTestClass().orElseThrow()).engine.close();
  }

  abstract boolean effectPresent(Usage usage) throws Exception;

  @Override
  protected final boolean effectPresent(Target target) throws Exception {
    return effectPresent(usage(target));
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(3);
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() {
    Bench bench = bench(getClass());
    Target idle = bench.idle.poll();
    return idle != null ? idle : bench.engine.container("--tmpfs", "/data:size=16m").target();
  }

  /// Its cgroup has no process but its own, and its keeper is gone.
  @Override
  protected List<String> residue(Target target) throws Exception {
    List<String> left = new ArrayList<>(usage(target).others());
    Stressors.list().stream()
        .filter(one -> one.containerId().equals(target.getId()))
        .forEach(one -> left.add(one.toString()));
    return left;
  }

  @Override
  protected void removeTarget(Target target) {
    bench(getClass()).idle.add(target);
  }

  private static Bench bench(Class<?> test) {
    return Objects.requireNonNull(BENCHES.get(test));
  }

  private static Usage usage(Target target) {
    return new Usage(new TestContainer(target.getId()), target.getStatus().getPid());
  }
}
