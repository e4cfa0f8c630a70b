package io.entropy.injectors.kernel.net;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// Two new network namespaces, `near` and `far`, joined by a veth pair (`eth0` at both ends), with
/// IPv4 and IPv6 addresses. Closing it deletes both.
public final class Cable implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String nearName;
  private final String farName;
  private final NetworkNamespace near;
  private final NetworkNamespace far;

  public Cable() {
    String id = ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    nearName = "entropy-it-near-" + id;
    farName = "entropy-it-far-" + id;
    Command.run("ip", "netns", "add", nearName);
    Command.run("ip", "netns", "add", farName);
    Command.run(
        "ip", "-n", nearName, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0",
        "netns", farName);
    configure(nearName, 1);
    configure(farName, 2);
    near = NetworkNamespace.ofPath(Path.of("/run/netns", nearName));
    far = NetworkNamespace.ofPath(Path.of("/run/netns", farName));
    awaitTraffic();
  }

  /// The kernel takes up to a second to notice that both ends are plugged in.
  private void awaitTraffic() {
    for (IpVersion version : IpVersion.values()) {
      int attempts = 0;
      while (pingFar(version, 1) == 0) {
        if (++attempts == 20) {
          throw new IllegalStateException("no traffic over the cable");
        }
      }
    }
  }

  private static void configure(String name, int host) {
    ip(name, "addr", "add", "10.99.0." + host + "/24", "dev", "eth0");
    ip(name, "addr", "add", "fd99::" + host + "/64", "dev", "eth0", "nodad");
    ip(name, "link", "set", "lo", "up");
    // One segment a packet, so that packets can be counted from outside.
    ip(name, "link", "set", "eth0", "up", "gso_max_segs", "1");
  }

  private static String ip(String name, String... words) {
    String[] command = new String[words.length + 3];
    command[0] = "ip";
    command[1] = "-n";
    command[2] = name;
    System.arraycopy(words, 0, command, 3, words.length);
    return Command.run(command);
  }

  /// Runs `ip` with these words in the near namespace.
  public String nearIp(String... words) {
    return ip(nearName, words);
  }

  /// Runs `ip` with these words in the far namespace.
  public String farIp(String... words) {
    return ip(farName, words);
  }

  public NetworkNamespace near() {
    return near;
  }

  public NetworkNamespace far() {
    return far;
  }

  public InetAddress nearAddress(IpVersion version) {
    return version.address(1);
  }

  public InetAddress farAddress(IpVersion version) {
    return version.address(2);
  }

  /// How many of the pings from near to far were answered.
  public int pingFar(IpVersion version, int count) {
    return ping(nearName, version.address(2).getHostAddress(), count);
  }

  /// How many of the pings from far to near were answered.
  public int pingNear(IpVersion version, int count) {
    return ping(farName, version.address(1).getHostAddress(), count);
  }

  /// What the near end knows of its neighbour's link address.
  public String nearNeighbour(IpVersion version) {
    return nearIp("neigh", "show", version.address(2).getHostAddress());
  }

  /// What the far end knows of its neighbour's link address.
  public String farNeighbour(IpVersion version) {
    return farIp("neigh", "show", version.address(1).getHostAddress());
  }

  /// How many of three pings over the far end's own loopback were answered.
  public int farPingsItself() {
    return ping(farName, "127.0.0.1", 3);
  }

  private static int ping(String name, String address, int count) {
    Command.Result result =
        Command.attempt(
            "ip", "netns", "exec", name, "busybox", "ping", "-c", "" + count, "-W", "1", address);
    return (int) result.output().lines().filter(line -> line.contains("bytes from")).count();
  }

  /// What nft(8) says about the rules of the far namespace.
  public String farRules() {
    return Command.run("ip", "netns", "exec", farName, "nft", "list", "ruleset");
  }

  /// What nft(8) says about the rules of the near namespace.
  public String nearRules() {
    return Command.run("ip", "netns", "exec", nearName, "nft", "list", "ruleset");
  }

  /// Deletes only the far namespace's name, as when its container dies: it lives on while something
  /// of it is open.
  public void killFar() {
    Command.run("ip", "netns", "del", farName);
  }

  @Override
  public void close() {
    Command.Result _ = Command.attempt("ip", "netns", "del", nearName);
    Command.Result _ = Command.attempt("ip", "netns", "del", farName);
  }
}
