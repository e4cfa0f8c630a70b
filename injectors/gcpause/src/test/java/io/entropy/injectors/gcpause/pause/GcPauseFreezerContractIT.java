package io.entropy.injectors.gcpause.pause;

import io.entropy.injectors.gcpause.jvm.GcPauseProvider;
import io.entropy.injectors.spi.InjectorProvider;
import java.util.Map;

/// The contract, for `gc_pause method=freezer`, which is for every process.
class GcPauseFreezerContractIT extends PauseContractIT {

  @Override
  String method() {
    return "freezer";
  }

  @Override
  protected InjectorProvider provider() {
    return new GcPauseProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("time", "1m", "method", method());
  }
}
