package io.entropy.server;

import io.entropy.api.v1.BlastRadius;
import io.entropy.policymanager.policy.ClusterBound;
import io.entropy.server.dispatch.DispatchTerms;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// How a manager is to run.
///
/// @param listen where; a loopback address, port 0 for any that is free
/// @param defaults the blast radius of policies that set none
/// @param bound on the faults of all policies together
/// @param dispatch what agents are held to
/// @param leaderLease how long leadership outlives a leader that is gone; whole seconds
/// @param version of this program, to tell
public record ManagerOptions(
    InetSocketAddress listen,
    BlastRadius defaults,
    ClusterBound bound,
    DispatchTerms dispatch,
    Duration leaderLease,
    String version) {

  public static final int PORT = 2476;

  /// Loopback, the usual port, no bounds by default.
  public static final ManagerOptions DEFAULT =
      new ManagerOptions(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), PORT),
          BlastRadius.getDefaultInstance(),
          ClusterBound.NONE,
          DispatchTerms.DEFAULT,
          Duration.ofSeconds(5),
          "");

  /// Lets nobody in from the network.
  ///
  /// @throws IllegalArgumentException when everyone on the network could reach it
  public ManagerOptions {
    if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "%s isn't a loopback address: whoever reaches a manager can break every container, so it listens on 127.0.0.1 or ::1 only"
              .formatted(listen));
    }
  }

  public ManagerOptions withListen(InetSocketAddress address) {
    return new ManagerOptions(address, defaults, bound, dispatch, leaderLease, version);
  }

  public ManagerOptions withDefaults(BlastRadius radius) {
    return new ManagerOptions(listen, radius, bound, dispatch, leaderLease, version);
  }

  public ManagerOptions withBound(ClusterBound together) {
    return new ManagerOptions(listen, defaults, together, dispatch, leaderLease, version);
  }

  public ManagerOptions withVersion(String program) {
    return new ManagerOptions(listen, defaults, bound, dispatch, leaderLease, program);
  }
}
