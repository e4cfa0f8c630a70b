package io.entropy.injectors.gcpause.pause;

import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

/// The contract, for `method=freezer` on cgroup v2: where the engine makes cgroups v1, the
/// container's processes are moved, so that they are as they would be with an engine on v2.
class FreezerV2ContractIT extends PauseContractIT {

  @Override
  String method() {
    return "freezer";
  }

  @Override
  void prepare(TestContainer container) throws IOException {
    UnifiedCgroup.move(container);
  }

  @AfterAll
  static void removeCgroups() throws IOException {
    UnifiedCgroup.removeEmpty();
  }
}
