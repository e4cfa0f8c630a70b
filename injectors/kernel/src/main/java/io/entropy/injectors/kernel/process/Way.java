package io.entropy.injectors.kernel.process;

import java.nio.file.Path;

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
  record Signals() implements Way {}

  /// By the container engine that listens on this socket.
  record Engine(Path socket) implements Way {}

  /// Its name and its place, as the watchdog takes them.
  default String[] words() {
    return switch (this) {
      case Freezer(Freezer.Version version, Path directory) ->
          new String[] {version == Freezer.Version.V1 ? "v1" : "v2", directory.toString()};
      case Signals() -> new String[] {"signals", ""};
      case Engine(Path socket) -> new String[] {"docker", socket.toString()};
    };
  }
}
