package io.entropy.server;

import io.entropy.api.v1.ClusterBounds;
import io.entropy.server.dispatch.DispatchTerms;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// How a manager is to run.
///
/// @param listen where; a loopback address unless there is TLS, port 0 for any that is free
/// @param bounds of all policies together, and the blast radius of those that set none; for a store
///   that has no such bounds yet
/// @param dispatch what agents are held to
/// @param leaderLease how long leadership outlives a leader that is gone; whole seconds
/// @param version of this program, to tell
/// @param tls how callers are known; empty when whoever reaches the port may do everything
public record ManagerOptions(
    InetSocketAddress listen,
    ClusterBounds bounds,
    DispatchTerms dispatch,
    Duration leaderLease,
    String version,
    Optional<ManagerTls> tls) {

  public static final int PORT = 2476;

  /// Loopback, the usual port, no bounds by default.
  public static final ManagerOptions DEFAULT =
      new ManagerOptions(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), PORT),
          ClusterBounds.getDefaultInstance(),
          DispatchTerms.DEFAULT,
          Duration.ofSeconds(5),
          "",
          Optional.empty());

  /// Lets nobody in from the network.
  ///
  /// @throws IllegalArgumentException when everyone on the network could reach it
  public ManagerOptions {
    boolean local = !listen.isUnresolved() && listen.getAddress().isLoopbackAddress();
    if (!local && tls.isEmpty()) {
      throw new IllegalArgumentException(
          "%s isn't a loopback address: whoever reaches a manager without TLS can break every container, so it listens on 127.0.0.1 or ::1 only; see --tls-dir"
              .formatted(listen));
    }
  }

  public ManagerOptions withListen(InetSocketAddress address) {
    return new ManagerOptions(address, bounds, dispatch, leaderLease, version, tls);
  }

  public ManagerOptions withBounds(ClusterBounds first) {
    return new ManagerOptions(listen, first, dispatch, leaderLease, version, tls);
  }

  public ManagerOptions withVersion(String program) {
    return new ManagerOptions(listen, bounds, dispatch, leaderLease, program, tls);
  }

  public ManagerOptions withTls(ManagerTls shown) {
    return new ManagerOptions(listen, bounds, dispatch, leaderLease, version, Optional.of(shown));
  }
}
