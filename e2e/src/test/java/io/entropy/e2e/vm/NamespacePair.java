package io.entropy.e2e.vm;

import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Two new network namespaces joined by a veth pair, `eth0` at both ends: a target, in which a
/// process sleeps as a container's would, and its peer. Closing it deletes both.
final class NamespacePair implements AutoCloseable {
  static final String TARGET_ADDRESS = "10.98.0.1";
  static final String PEER_ADDRESS = "10.98.0.2";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final String peerName;
  private final Process sleeper;

  NamespacePair() throws IOException {
    name = "target" + COUNT.incrementAndGet();
    peerName = "peer-of-" + name;
    ip("netns", "add", name);
    ip("netns", "add", peerName);
    ip(
        "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns",
        peerName);
    configure(name, TARGET_ADDRESS);
    configure(peerName, PEER_ADDRESS);
    sleeper = new ProcessBuilder("ip", "netns", "exec", name, "sleep", "infinity").start();
    for (int tries = 0; !answers(); tries++) {
      if (tries == 60) {
        throw new IllegalStateException("no traffic between " + name + " and its peer");
      }
    }
  }

  private static void configure(String namespace, String address) {
    ip("-n", namespace, "addr", "add", address + "/24", "dev", "eth0");
    ip("-n", namespace, "link", "set", "eth0", "up");
  }

  private static String ip(String... words) {
    return Shell.run(Stream.concat(Stream.of("ip"), Arrays.stream(words)).toList());
  }

  private boolean answers() {
    return ping(1).exitCode() == 0;
  }

  /// Pings the peer from the target.
  Shell.Result ping(int count) {
    return Shell.attempt(
        List.of(
            "ip",
            "netns",
            "exec",
            name,
            "busybox",
            "ping",
            "-c",
            "" + count,
            "-W",
            "2",
            "-A",
            PEER_ADDRESS));
  }

  /// What tc(8) says in the target's namespace.
  String tc(String... words) {
    return Shell.run(Stream.concat(Stream.of("tc", "-n", name), Arrays.stream(words)).toList());
  }

  NetworkNamespace target() {
    return NetworkNamespace.ofPath(Path.of("/run/netns", name));
  }

  NetworkNamespace peer() {
    return NetworkNamespace.ofPath(Path.of("/run/netns", peerName));
  }

  /// The target as an agent would report a container. The process enters its namespace before it
  /// becomes the one that sleeps, and there has been a ping since.
  Target container() {
    return Target.newBuilder()
        .setId("%064x".formatted(sleeper.pid()))
        .setSpec(TargetSpec.newBuilder().setNodeId("guest").setName(name).setKey(name))
        .setStatus(
            TargetStatus.newBuilder()
                .setState(TargetStatus.State.RUNNING)
                .setNetworkMode(NetworkMode.OWN)
                .setPid((int) sleeper.pid())
                .addNetworks(NetworkAttachment.newBuilder().addAddresses(TARGET_ADDRESS)))
        .build();
  }

  @Override
  public void close() {
    var _ = sleeper.destroyForcibly().onExit().join();
    ip("netns", "del", name);
    ip("netns", "del", peerName);
  }
}
