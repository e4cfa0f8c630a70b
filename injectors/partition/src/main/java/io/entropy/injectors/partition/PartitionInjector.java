package io.entropy.injectors.partition;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.Peer;
import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.fault.Match;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.network.KernelFindings;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Cuts one container off from its peers: rules in its network namespace, one fault a direction.
/// Any thread.
final class PartitionInjector implements Injector {
  private final InjectorContext context;
  private final PlannedFaults faults;

  PartitionInjector(InjectorContext context) {
    this.context = context;
    this.faults = new PlannedFaults(PartitionMode.MODE, context);
  }

  @Override
  public void warm() {
    try {
      Kernel.warm();
    } catch (KernelException _) {
      // The first fault will say so.
    }
  }

  @Override
  public List<MechanismStatus> probe() {
    return context.shared(KernelFindings.class, _ -> new KernelFindings()).get();
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    refuseWithoutPeers(request);
    Map<Direction, Undo> undos = new EnumMap<>(Direction.class);
    for (Direction direction : way(request).directions()) {
      undos.put(direction, faults.plan(request));
    }
    return CutUndo.join(undos);
  }

  private static void refuseWithoutPeers(InjectionRequest request) throws InjectorException {
    String name = request.target().getSpec().getName();
    if (request.peers().isEmpty()) {
      throw new InjectorException(
          Code.REFUSED, "nothing says whom %s is to be cut off from".formatted(name));
    }
    if (Peers.addresses(request.peers()).isEmpty()) {
      throw new InjectorException(
          Code.REFUSED,
          "%s can't be cut off from %s: no address of theirs is known"
              .formatted(name, Peers.names(request.peers())));
    }
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    Map<Direction, PlannedFault> sides = new EnumMap<>(Direction.class);
    for (Map.Entry<Direction, Undo> each : CutUndo.split(undo).entrySet()) {
      sides.put(each.getKey(), arm(request, each.getKey(), each.getValue()));
    }
    return new CutFault(sides, way(request), new Peers(request.peers()), watch());
  }

  private PlannedFault arm(InjectionRequest request, Direction direction, Undo undo)
      throws InjectorException {
    List<Peer> peers = request.peers();
    return faults.arm(
        undo,
        id ->
            new Fault(
                id,
                request.injectionId(),
                direction,
                List.of(Stage.anyOf(new Match.Peers(Peers.addresses(peers)))),
                new Action.DropAll()),
        mechanism(direction),
        counters -> CutFidelity.of(way(request), new Peers(peers), Map.of(direction, counters)));
  }

  private PeerWatch watch() {
    return context.shared(PeerWatch.class, c -> new PeerWatch(c.runtime()));
  }

  private static Way way(InjectionRequest request) {
    return request.parameters().get(PartitionMode.DIRECTION);
  }

  private static String mechanism(Direction direction) {
    return switch (direction) {
      case RECEIVE -> "nftables input";
      case SEND -> "nftables egress";
    };
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    Reverted overall = new Reverted.Nothing("it isn't there");
    for (Undo each : CutUndo.split(undo).values()) {
      overall = CutUndo.worse(overall, faults.revert(each));
    }
    return overall;
  }
}
