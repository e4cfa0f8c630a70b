package io.entropy.injectors.kernel.fault;

import java.net.InetAddress;
import java.util.Set;

/// One property that a packet may have; what it means on the wire is in [MatchCompiler].
public sealed interface Match {
  /// Whether it's certain that no packet has both.
  default boolean excludes(Match other) {
    return switch (this) {
      case Source(Cidr block) -> other instanceof Source(Cidr that) && !block.overlaps(that);
      case Destination(Cidr block) ->
          other instanceof Destination(Cidr that) && !block.overlaps(that);
      case SourcePort(Ports ports) ->
          other instanceof SourcePort(Ports those) && !ports.overlap(those);
      case DestinationPort(Ports ports) ->
          other instanceof DestinationPort(Ports those) && !ports.overlap(those);
      case Transport(Protocol protocol) ->
          other instanceof Transport(Protocol that) && protocol != that;
      case Interface(String name) -> other instanceof Interface(String that) && !name.equals(that);
      case Peers _ -> false;
    };
  }

  /// Sent from an address in the block.
  record Source(Cidr block) implements Match {}

  /// Sent to an address in the block.
  record Destination(Cidr block) implements Match {}

  /// From one of these addresses when it's received, to one of them when it's sent. Which they are
  /// can change while the fault is there ([NamespacePlan#setPeers]). A fault has at most one of
  /// these.
  record Peers(Set<InetAddress> addresses) implements Match {
    public Peers {
      addresses = Set.copyOf(addresses);
    }
  }

  /// TCP or UDP from a port in the range.
  record SourcePort(Ports ports) implements Match {}

  /// TCP or UDP to a port in the range.
  record DestinationPort(Ports ports) implements Match {}

  /// Of the transport protocol.
  record Transport(Protocol protocol) implements Match {}

  /// Received or sent by the interface of this name, as the namespace itself calls it.
  record Interface(String name) implements Match {
    private static final int MOST_BYTES = 15;

    public Interface {
      if (name.isEmpty() || name.length() > MOST_BYTES) {
        throw new IllegalArgumentException("not an interface name: \"" + name + "\"");
      }
    }
  }
}
