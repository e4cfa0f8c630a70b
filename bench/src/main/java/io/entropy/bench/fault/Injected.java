package io.entropy.bench.fault;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;

/// A fault that was armed; closing it takes it away.
public final class Injected implements AutoCloseable {
  private final Injector injector;
  private final Undo undo;
  private final ActiveFault fault;

  private Injected(Injector injector, Undo undo, ActiveFault fault) {
    this.injector = injector;
    this.undo = undo;
    this.fault = fault;
  }

  static Injected arm(Injector injector, InjectionRequest request, Undo undo)
      throws InjectorException {
    try {
      return new Injected(injector, undo, injector.apply(request, undo));
    } catch (InjectorException | RuntimeException e) {
      var _ = injector.revert(undo);
      throw e;
    }
  }

  /// Begins it.
  public Injected release(Duration lease) throws InjectorException {
    fault.release(lease);
    return this;
  }

  /// Ends its effect; what it has measured of itself.
  public Fidelity end() throws InjectorException {
    fault.end();
    return fault.observe();
  }

  /// What it has measured under this name.
  public static double value(Fidelity fidelity, String name) {
    return fidelity.getMeasurementsList().stream()
        .filter(m -> m.getName().equals(name))
        .mapToDouble(Measurement::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing was measured of " + name));
  }

  @Override
  public void close() throws InjectorException {
    var _ = injector.revert(undo);
  }
}
