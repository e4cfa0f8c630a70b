package io.entropy.injectors.stress;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The first process of a running container, and what `/proc` says of it.
///
/// @param name the container's, for people
record TargetProcess(int pid, String containerId, String name) {

  /// The pid that the agent knows, unless that process is no longer in the container's cgroup: then
  /// the engine is asked.
  ///
  /// @throws InjectorException `TARGET_GONE` when it doesn't run
  static TargetProcess of(Target target, ContainerRuntime runtime) throws InjectorException {
    String name = target.getSpec().getName();
    TargetProcess known = new TargetProcess(target.getStatus().getPid(), target.getId(), name);
    if (known.isOfContainer()) {
      return known;
    }
    try {
      int pid = runtime.inspect(target.getId()).map(t -> t.getStatus().getPid()).orElse(0);
      TargetProcess now = new TargetProcess(pid, target.getId(), name);
      if (pid <= 0) {
        throw new InjectorException(Code.TARGET_GONE, name + " doesn't run");
      }
      if (!now.isOfContainer()) {
        throw new InjectorException(
            Code.UNSUPPORTED, name + " has no cgroup that is named after its id");
      }
      return now;
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /// Lines of a file below its `/proc/PID`.
  List<String> lines(String file) throws InjectorException {
    try {
      return Files.readAllLines(proc().resolve(file));
    } catch (IOException e) {
      throw new InjectorException(Code.TARGET_GONE, name + " has just ended", e);
    }
  }

  /// Where this process sees the container's files.
  Path root() {
    return proc().resolve("root");
  }

  /// cgroups(7): `id:controllers:path`. Only those that are named after the container: in any other
  /// there are processes of others.
  Stream<Membership> cgroups() throws InjectorException {
    return lines("cgroup").stream()
        .map(line -> line.split(":", 3))
        .map(words -> new Membership(List.of(words[1].split(",", -1)), words[2]))
        .filter(membership -> membership.path().contains(containerId));
  }

  /// @param controllers one that is empty for version 2
  record Membership(List<String> controllers, String path) {}

  private Path proc() {
    return Path.of("/proc", Integer.toString(pid));
  }

  private boolean isOfContainer() {
    try {
      return pid > 0 && Files.readString(proc().resolve("cgroup")).contains(containerId);
    } catch (IOException _) {
      return false;
    }
  }
}
