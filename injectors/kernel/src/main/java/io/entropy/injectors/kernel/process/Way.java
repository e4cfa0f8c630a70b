package io.entropy.injectors.kernel.process;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/// How the processes of a container are made to stand still, or another's fault is made. Its words
/// are those of the watchdog.
public sealed interface Way {

  /// By the cgroup freezer: the container's cgroup has this directory.
  record Freezer(Version version, Path directory) implements Way {
    /// Of cgroups.
    public enum Version {
      V1,
      V2
    }
  }

  /// By SIGSTOP to each process that has the container's id in its cgroup's path.
  ///
  /// @param directory of that cgroup; empty when it can't be seen from here, and the processes have
  ///   to be looked for among all of the host's
  record Signals(Optional<Path> directory) implements Way {}

  /// By the container engine that listens on this socket.
  record Engine(Path socket) implements Way {}

  /// By a server of HTTP on TCP, which makes what is posted to it and forgets it by DELETE; instead
  /// of a container the watchdog gets the path that then leads to it.
  ///
  /// @param server resolved
  /// @param collection the path that is posted to
  /// @param body JSON of one line
  record Resource(InetSocketAddress server, String collection, String body) implements Way {

    /// As resource.c takes it.
    private String place() {
      String host = "%s:%d".formatted(server.getHostString(), server.getPort());
      return String.join("\n", HexFormat.of().formatHex(sockaddr()), host, collection, body);
    }

    /// As ip(7) and ipv6(7) have it.
    private byte[] sockaddr() {
      InetAddress address = server.getAddress();
      boolean old = address instanceof Inet4Address;
      ByteBuffer bytes = ByteBuffer.allocate(old ? 16 : 28);
      bytes.order(ByteOrder.nativeOrder()).putShort((short) (old ? 2 : 10));
      bytes.order(ByteOrder.BIG_ENDIAN).putShort((short) server.getPort());
      bytes.position(old ? 4 : 8).put(address.getAddress());
      return bytes.array();
    }
  }

  /// Its name and its place, as the watchdog takes them.
  default String[] words() {
    return switch (this) {
      case Freezer(Freezer.Version version, Path directory) ->
          new String[] {version == Freezer.Version.V1 ? "v1" : "v2", directory.toString()};
      case Signals(Optional<Path> directory) ->
          new String[] {"signals", directory.map(Path::toString).orElse("")};
      case Engine(Path socket) -> new String[] {"docker", socket.toString()};
      case Resource resource -> new String[] {"http", resource.place()};
    };
  }
}
