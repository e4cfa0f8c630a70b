package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.time.Duration;
import java.util.OptionalLong;

/// A table of faults found in a namespace, ours or another process's.
///
/// @param owner the port id of the socket it belongs to; such a table vanishes with that socket,
///   and only its process can delete it, even when that is stopped
/// @param left how long its longest lease still lasts; zero when it is inert
public record Stray(
    NetworkNamespace namespace,
    Direction direction,
    String table,
    OptionalLong owner,
    Duration left) {
  /// Whether any of its faults is hitting packets.
  public boolean active() {
    return left.isPositive();
  }
}
