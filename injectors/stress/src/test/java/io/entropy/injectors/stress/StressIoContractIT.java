package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorProvider;
import java.util.Map;

/// The contract of injectors for `stress_io`: the container writes to the disk.
class StressIoContractIT extends StressContractIT {

  @Override
  protected InjectorProvider provider() {
    return new StressIoProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("bytes", "4KiB");
  }

  @Override
  boolean effectPresent(Usage usage) throws Exception {
    long before = usage.written();
    return Eventually.within(LOOK, () -> usage.written() > before);
  }
}
