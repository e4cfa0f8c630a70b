package io.entropy.injectors.rate;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.network.steering.SteeredFaults;
import io.entropy.injectors.network.steering.Steering;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.List;

/// Limits a target's bandwidth: a class that is inert, and rules behind a lease that lead packets
/// through it. Any thread.
final class RateInjector implements Injector {
  private final InjectorContext context;
  private final SteeredFaults faults;

  RateInjector(InjectorContext context) {
    this.context = context;
    this.faults = new SteeredFaults(RateMode.MODE, context, Duration.ZERO);
  }

  @Override
  public void warm() {
    try {
      Kernel.warm();
      var _ = probe();
    } catch (KernelException _) {
      // The first fault will say so.
    }
  }

  @Override
  public List<MechanismStatus> probe() {
    return findings().get();
  }

  private RateFindings findings() {
    return context.shared(RateFindings.class, _ -> new RateFindings());
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    RateLimit limit = RateLimit.of(request.parameters());
    faults.refuseObstacle(request, limit.direction(), limit.limit());
    findings().require(limit.direction());
    return faults.plan(request);
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    RateLimit limit = RateLimit.of(request.parameters());
    return faults.arm(
        request,
        undo,
        new Steering(
            limit.direction(),
            limit.limit(),
            "htb",
            passage -> RateFidelity.of(limit, passage.passed(), passage.active())));
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    return faults.revert(undo);
  }
}
