package io.entropy.injectors.drop;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.probe.KernelProbe;
import java.util.List;

/// What was found of the kernel, once for all injectors of the process: it takes some 40 ms. Any
/// thread.
final class KernelFindings implements AutoCloseable {
  private List<MechanismStatus> found = List.of();

  synchronized List<MechanismStatus> get() {
    if (found.isEmpty()) {
      found = KernelProbe.run().stream().map(DropMechanisms::status).toList();
    }
    return found;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
