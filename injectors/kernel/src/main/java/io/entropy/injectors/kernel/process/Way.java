package io.entropy.injectors.kernel.process;

import java.nio.file.Path;
import java.util.Optional;

/// How the processes of a container are made to stand still. Its words are those of the watchdog.
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

  /// Its name and its place, as the watchdog takes them.
  default String[] words() {
    return switch (this) {
      case Freezer(Freezer.Version version, Path directory) ->
          new String[] {version == Freezer.Version.V1 ? "v1" : "v2", directory.toString()};
      case Signals(Optional<Path> directory) ->
          new String[] {"signals", directory.map(Path::toString).orElse("")};
      case Engine(Path socket) -> new String[] {"docker", socket.toString()};
    };
  }
}
