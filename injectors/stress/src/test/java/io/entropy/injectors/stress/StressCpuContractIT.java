package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorProvider;
import java.util.Map;

/// The contract of injectors for `stress_cpu`: the container runs, though it sleeps.
class StressCpuContractIT extends StressContractIT {

  @Override
  protected InjectorProvider provider() {
    return new StressCpuProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("load", "30");
  }

  @Override
  boolean effectPresent(Usage usage) throws Exception {
    long before = usage.cpu();
    return Eventually.within(LOOK, () -> usage.cpu() - before > 5_000_000);
  }
}
