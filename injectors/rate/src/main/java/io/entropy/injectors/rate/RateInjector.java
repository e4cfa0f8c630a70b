package io.entropy.injectors.rate;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.network.Filters;
import io.entropy.injectors.network.KernelCalls;
import io.entropy.injectors.network.PlannedFault;
import io.entropy.injectors.network.PlannedFaults;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.util.List;
import java.util.Optional;

/// Limits a target's bandwidth: a class that is inert, and rules behind a lease that lead packets
/// through it. Any thread.
final class RateInjector implements Injector {
  private final InjectorContext context;
  private final PlannedFaults faults;

  RateInjector(InjectorContext context) {
    this.context = context;
    this.faults = new PlannedFaults(RateMode.MODE, context);
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
    Undo undo = RateUndo.of(faults.plan(request));
    findings().require(limit.direction());
    refuseObstacle(request, undo, limit);
    List<Stage> _ = Filters.of(request.parameters(), context.runtime());
    return undo;
  }

  private static void refuseObstacle(InjectionRequest request, Undo undo, RateLimit limit)
      throws InjectorException {
    Shaping shaping = RateUndo.shaping(undo);
    Optional<String> obstacle =
        KernelCalls.call(() -> shaping.obstacle(limit.direction(), device(request)));
    if (obstacle.isPresent()) {
      String name = request.target().getSpec().getName();
      throw new InjectorException(
          Code.REFUSED, "the rate of " + name + " can't be limited: " + obstacle.get());
    }
  }

  private static Optional<String> device(InjectionRequest request) {
    return request.parameters().find(FilterParameters.INTERFACE);
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    RateLimit limit = RateLimit.of(request.parameters());
    List<Stage> stages = Filters.of(request.parameters(), context.runtime());
    // Again: someone may have put a qdisc there since it was planned.
    refuseObstacle(request, undo, limit);
    Shaping shaping = RateUndo.shaping(undo);
    Action.Steer steer =
        KernelCalls.call(() ->
            shaping.add(RateUndo.fault(undo), limit.direction(), device(request), limit.limit()));
    PlannedFault rules =
        faults.arm(
            undo,
            id -> new Fault(id, request.injectionId(), limit.direction(), stages, steer),
            mechanism(limit),
            _ -> io.entropy.api.v1.Fidelity.getDefaultInstance());
    return new RateFault(rules, shaping, RateUndo.fault(undo), limit);
  }

  private static String mechanism(RateLimit limit) {
    return switch (limit.direction()) {
      case RECEIVE -> "htb on an ifb, by nftables ingress";
      case SEND -> "htb, by nftables egress";
    };
  }

  /// The rules first: while any leads packets to our ifb, that must be there.
  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    Reverted rules = faults.revert(undo);
    return switch (rules) {
      case Reverted.Inert inert -> inert;
      case Reverted.Removed removed -> {
        boolean _ = removeClass(undo);
        yield removed;
      }
      case Reverted.Nothing nothing -> removeClass(undo) ? new Reverted.Removed() : nothing;
    };
  }

  private static boolean removeClass(Undo undo) throws InjectorException {
    return KernelCalls.call(
        () -> RateUndo.findShaping(undo).map(s -> s.remove(RateUndo.fault(undo))).orElse(false));
  }
}
