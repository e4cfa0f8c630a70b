package io.entropy.injectors.stress;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.SharedEngine;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of injectors on real containers; the effect is what the kernel counts as theirs.
@ExtendWith(SharedEngine.class)
abstract class StressContractIT extends InjectorContract {
  static final Duration LOOK = Duration.ofMillis(800);

  /// Containers of a class that no test uses now: starting one takes longer than most tests, each
  /// of which checks that it leaves nothing in it.
  private static final ClassValue<Queue<Target>> IDLE =
      new ClassValue<>() {
        @Override
        protected Queue<Target> computeValue(Class<?> test) {
          return new ConcurrentLinkedQueue<>();
        }
      };

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
    Target idle = IDLE.get(getClass()).poll();
    return idle != null ? idle : SharedEngine.get().container("--tmpfs", "/data:size=16m").target();
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
    IDLE.get(getClass()).add(target);
  }

  private static Usage usage(Target target) {
    return new Usage(new TestContainer(target.getId()), target.getStatus().getPid());
  }
}
