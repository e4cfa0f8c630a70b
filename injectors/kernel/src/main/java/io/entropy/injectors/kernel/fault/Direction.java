package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.nftables.Family;

/// Which packets a fault is about, seen from its namespace.
public enum Direction {
  /// Packets delivered to it: the input hook of the inet family.
  RECEIVE(Family.INET),
  /// Packets leaving it: the egress hook of each device. Not the output hook, where a drop fails
  /// the sender's system call with EPERM, which no network does.
  SEND(Family.NETDEV);

  private final Family family;

  Direction(Family family) {
    this.family = family;
  }

  Family family() {
    return family;
  }
}
