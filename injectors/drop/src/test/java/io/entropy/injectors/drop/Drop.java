package io.entropy.injectors.drop;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;

/// A drop that a test has made, with what its rule counted; closing it reverts it.
record Drop(Injector injector, Undo undo, ActiveFault fault) implements AutoCloseable {

  long seen() throws InjectorException {
    return count("packets_seen");
  }

  long dropped() throws InjectorException {
    return count("packets_dropped");
  }

  private long count(String name) throws InjectorException {
    Fidelity fidelity = fault.observe();
    return fidelity.getMeasurementsList().stream()
        .filter(m -> m.getName().equals(name))
        .mapToLong(m -> (long) m.getValue())
        .findFirst()
        .orElseThrow();
  }

  Reverted revert() throws InjectorException {
    return injector.revert(undo);
  }

  @Override
  public void close() throws InjectorException {
    var _ = revert();
  }
}
