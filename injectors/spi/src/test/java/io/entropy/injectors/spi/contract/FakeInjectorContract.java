package io.entropy.injectors.spi.contract;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.fake.FakeClock;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeFaults;
import io.entropy.injectors.spi.fake.FakeInjectorProvider;
import io.entropy.injectors.spi.fake.FakeTargets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The contract's hooks for faults in memory, on virtual time.
public abstract class FakeInjectorContract extends InjectorContract {
  private final FakeClock clock = new FakeClock();
  private final FakeFaults faults = new FakeFaults(clock);
  private final FakeContainerRuntime runtime = new FakeContainerRuntime();
  private int made;

  @Override
  protected InjectorProvider provider() {
    return new FakeInjectorProvider(faults);
  }

  @Override
  protected ContainerRuntime runtime() {
    return runtime;
  }

  @Override
  protected Target freshTarget() {
    Target target = FakeTargets.running("target-" + ++made, Map.of());
    runtime.put(target);
    return target;
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("percent", "100");
  }

  @Override
  protected boolean effectPresent(Target target) {
    faults.traffic(target.getId(), 10);
    return faults.active(target.getId());
  }

  @Override
  protected List<String> residue(Target target) {
    return faults.residue(target.getId());
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }
}
