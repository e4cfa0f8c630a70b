package io.entropy.injectors.partition;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.network.JoinedFaults;
import io.entropy.injectors.network.PlannedFault;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// A container cut off from its peers: a fault for each direction, which begin and end at once.
/// Used by its injection's thread, but for [#reach], which the [PeerWatch] calls.
final class CutFault implements ActiveFault {
  private final Map<Direction, PlannedFault> sides;
  private final JoinedFaults both;
  private final Way way;
  private final Peers peers;
  private final PeerWatch watch;

  CutFault(Map<Direction, PlannedFault> sides, Way way, Peers peers, PeerWatch watch) {
    this.sides = new EnumMap<>(sides);
    this.both = JoinedFaults.of(sides.values());
    this.way = way;
    this.peers = peers;
    this.watch = watch;
  }

  Peers peers() {
    return peers;
  }

  /// The peers have these addresses now.
  void reach(Set<InetAddress> addresses) throws InjectorException {
    for (PlannedFault side : sides.values()) {
      side.setPeers(addresses);
    }
  }

  @Override
  public String mechanism() {
    StringJoiner words = new StringJoiner(" and ");
    sides.values().forEach(side -> words.add(side.mechanism()));
    return words.toString();
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    both.release(lease);
    watch.add(this);
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof CutFault old) {
      both.takeOver(old.both, lease);
    } else {
      both.release(lease);
    }
    previous.end();
    watch.add(this);
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    Lease kept = both.refresh(lease);
    if (kept == Lease.LOST) {
      end(); // half a partition is another fault than the one that was asked
    }
    return kept;
  }

  @Override
  public Verification verify() throws InjectorException {
    boolean active = true;
    StringJoiner details = new StringJoiner("; ");
    for (PlannedFault side : sides.values()) {
      Verification verification = side.verify();
      active &= verification.active();
      details.add(verification.detail());
    }
    return new Verification(active, details.toString());
  }

  @Override
  public void end() throws InjectorException {
    watch.remove(this);
    both.end();
  }

  @Override
  public Fidelity observe() throws InjectorException {
    Map<Direction, Counters> counters = new EnumMap<>(Direction.class);
    for (Map.Entry<Direction, PlannedFault> side : sides.entrySet()) {
      counters.put(side.getKey(), side.getValue().counters());
    }
    return CutFidelity.of(way, peers, counters);
  }
}
