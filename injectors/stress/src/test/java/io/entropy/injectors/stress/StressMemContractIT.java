package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorProvider;
import java.util.Map;

/// The contract of injectors for `stress_mem`: the container holds what was asked for.
class StressMemContractIT extends StressContractIT {

  @Override
  protected InjectorProvider provider() {
    return new StressMemProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("bytes", "24MiB");
  }

  @Override
  boolean effectPresent(Usage usage) throws Exception {
    return Eventually.within(LOOK, () -> usage.memory() > 16 << 20);
  }
}
