package io.entropy.injectors.spi.engine;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;

/// A fault that a test has made, with what it measured of itself; closing it reverts it.
public record Started(Injector injector, Undo undo, ActiveFault fault) implements AutoCloseable {

  public long seen() throws InjectorException {
    return count("packets_seen");
  }

  public long dropped() throws InjectorException {
    return count("packets_dropped");
  }

  /// A measurement of [#fault], by its name.
  public long count(String name) throws InjectorException {
    Fidelity fidelity = fault.observe();
    return fidelity.getMeasurementsList().stream()
        .filter(m -> m.getName().equals(name))
        .mapToLong(m -> (long) m.getValue())
        .findFirst()
        .orElseThrow();
  }

  public Reverted revert() throws InjectorException {
    return injector.revert(undo);
  }

  @Override
  public void close() throws InjectorException {
    var _ = revert();
  }
}
