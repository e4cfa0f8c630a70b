package io.entropy.injectors.latency.netem;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.tc.Netem;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.network.steering.NetemFinding;
import io.entropy.injectors.network.steering.SteeredFaults;
import io.entropy.injectors.network.steering.Steering;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.time.Duration;
import java.util.Optional;

/// The mechanism that has netem treat the packets that rules lead through a class of ours. Any
/// thread.
public final class NetworkEmulator implements Mechanism {
  public static final String NAME = NetemFinding.NAME;

  /// A fault that follows on another takes over from it, and what the other delays shall not be
  /// lost for that. Longer, and a halt would take too long.
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private final InjectorContext context;
  private final SteeredFaults faults;

  public NetworkEmulator(FailureMode mode, InjectorContext context) {
    this.context = context;
    this.faults = new SteeredFaults(mode, context, PATIENCE);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public MechanismStatus status() {
    return context.shared(NetemFinding.class, _ -> new NetemFinding()).get();
  }

  @Override
  public Optional<String> limit(Impairment impairment) {
    return impairment instanceof Impairment.Delay delay
            && delay.jitter().compareTo(Netem.Delay.LONGEST_JITTER) > 0
        ? Optional.of("varies a delay by at most 2147ms")
        : Optional.empty();
  }

  @Override
  public Optional<String> obstacle(InjectionRequest request, Impairment impairment)
      throws InjectorException {
    return faults.obstacle(request, direction(impairment), Emulation.of(impairment));
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    return faults.plan(request);
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo, Impairment impairment)
      throws InjectorException {
    return faults.arm(
        request,
        undo,
        new Steering(
            direction(impairment),
            Emulation.of(impairment),
            NAME,
            passage -> NetemFidelity.of(impairment, passage)));
  }

  private static Direction direction(Impairment impairment) {
    return impairment.way() == Way.SEND ? Direction.SEND : Direction.RECEIVE;
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    return faults.revert(undo);
  }
}
