package io.entropy.injectors.network;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.probe.KernelProbe;
import java.util.List;

/// What was found of the kernel, once for all injectors of the process: it takes some 40 ms. Any
/// thread.
public final class KernelFindings implements AutoCloseable {
  private List<MechanismStatus> found = List.of();

  public synchronized List<MechanismStatus> get() {
    if (found.isEmpty()) {
      found = KernelProbe.run().stream().map(Mechanisms::status).toList();
    }
    return found;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
