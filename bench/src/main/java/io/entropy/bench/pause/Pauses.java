package io.entropy.bench.pause;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.api.v1.Target;
import io.entropy.bench.measure.Samples;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import java.util.Map;

/// Pauses of one target, of which each is measured by what stood still.
final class Pauses {
  private final InjectorContext context;
  private final Target target;
  private final String mode;
  private final Map<String, String> parameters;
  private Samples errors = new Samples();
  private Samples begins = new Samples();

  Pauses(InjectorContext context, Target target, String mode, Map<String, String> parameters) {
    this.context = context;
    this.target = target;
    this.mode = mode;
    this.parameters = parameters;
  }

  void forget() {
    errors = new Samples();
    begins = new Samples();
  }

  /// How far each was off what was asked.
  Samples errors() {
    return errors;
  }

  /// From the order until everything stood still.
  Samples begins() {
    return begins;
  }

  /// Makes one and waits until it's over.
  ///
  /// @param lease after which it's over, by itself
  /// @return whether it's within 10 ms or 5 % of what was asked
  boolean make(Duration lease, Duration asked) throws Exception {
    InjectorProvider provider = FailureModes.load().provider(mode).orElseThrow();
    Injector injector = provider.open(context);
    InjectionRequest request =
        new InjectionRequest("bench", target, provider.mode().read(parameters));
    Undo undo = injector.plan(request);
    try {
      ActiveFault fault = injector.apply(request, undo);
      long start = System.nanoTime();
      fault.release(lease);
      begins.add(System.nanoTime() - start);
      Thread.sleep(asked.plusMillis(30));
      fault.end();
      double stood = value(fault.observe());
      double off = Math.abs(stood - asked.toNanos() / 1e6);
      errors.add(Math.round(off * 1e6));
      return off <= Math.max(10, 0.05 * asked.toMillis());
    } finally {
      var _ = injector.revert(undo);
    }
  }

  private static double value(Fidelity fidelity) {
    return fidelity.getMeasurementsList().stream()
        .filter(m -> m.getName().equals("stood_still"))
        .mapToDouble(Measurement::getValue)
        .findFirst()
        .orElseThrow();
  }
}
