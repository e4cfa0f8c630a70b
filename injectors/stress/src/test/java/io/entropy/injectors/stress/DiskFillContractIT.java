package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorProvider;
import java.util.Map;

/// The contract of injectors for `disk_fill`: space is missing on a filesystem of the container's
/// own.
class DiskFillContractIT extends StressContractIT {

  @Override
  protected InjectorProvider provider() {
    return new DiskFillProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("path", "/data", "bytes", "8MiB");
  }

  @Override
  boolean effectPresent(Usage usage) throws Exception {
    return Eventually.within(LOOK, () -> usage.available("/data") <= 8 << 20);
  }
}
