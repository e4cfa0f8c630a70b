package io.entropy.injectors.latency;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes the impairments of one mode, by the best mechanism that can do what is asked on this host;
/// the undo record names it. Any thread.
final class ImpairmentInjector implements Injector {
  private static final String MECHANISM = "mechanism";

  private final Function<Parameters, Impairment> reading;
  private final Mechanisms mechanisms;

  ImpairmentInjector(
      FailureMode mode, Function<Parameters, Impairment> reading, InjectorContext context) {
    this.reading = reading;
    this.mechanisms = Mechanisms.of(mode, context);
  }

  @Override
  public void warm() {
    try {
      Kernel.warm();
      var _ = mechanisms.status();
    } catch (KernelException _) {
      // The first fault will say so.
    }
  }

  @Override
  public List<MechanismStatus> probe() {
    return mechanisms.status();
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    Impairment impairment = reading.apply(request.parameters());
    Mechanism chosen = mechanisms.choose(impairment, request);
    Undo undo = chosen.plan(request);
    Map<String, String> details = new HashMap<>(undo.details());
    details.put(MECHANISM, chosen.name());
    return new Undo(
        undo.injectionId(), undo.session(), undo.mode(), undo.targetId(), undo.target(), details);
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    return planned(undo).apply(request, undo, reading.apply(request.parameters()));
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    return planned(undo).revert(undo);
  }

  private Mechanism planned(Undo undo) throws InjectorException {
    return mechanisms.named(undo.details().getOrDefault(MECHANISM, ""));
  }
}
