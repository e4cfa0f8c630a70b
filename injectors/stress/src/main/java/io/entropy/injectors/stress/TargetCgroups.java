package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.stress.TargetProcess.Membership;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The directories of a container's cgroups, of both versions, where this process sees them or,
/// through it, process 1.
final class TargetCgroups {
  private static final String PROCS = "cgroup.procs";

  private TargetCgroups() {}

  /// Where a process is put to be counted as the container's. Not its freezer of version 1: a
  /// frozen process there can't even be killed, and so would outlive its lease.
  ///
  /// @throws InjectorException `UNSUPPORTED` when there are none to be seen
  static List<Path> procs(TargetProcess process) throws InjectorException {
    List<Path> found =
        process
            .cgroups()
            .filter(membership -> !membership.controllers().equals(List.of("freezer")))
            .flatMap(membership -> directory(membership).stream())
            .map(directory -> directory.resolve(PROCS))
            .distinct()
            .toList();
    if (found.isEmpty()) {
      throw new InjectorException(
          Code.UNSUPPORTED,
          "no cgroup of " + process.name() + " is visible here; mount the host's /sys/fs/cgroup");
    }
    return found;
  }

  /// The directory in which the container's memory is limited; version 2 comes last.
  static Optional<Path> memory(TargetProcess process) throws InjectorException {
    return process
        .cgroups()
        .filter(m -> m.controllers().contains("memory") || m.controllers().equals(List.of("")))
        .flatMap(membership -> directory(membership).stream())
        .filter(directory ->
            Files.exists(directory.resolve("memory.limit_in_bytes"))
                || Files.exists(directory.resolve("memory.max")))
        .findFirst();
  }

  private static Optional<Path> directory(Membership membership) {
    return Stream.concat(
            mounts(Path.of("/proc/self/mountinfo"), Path.of("/")),
            mounts(Path.of("/proc/1/mountinfo"), Path.of("/proc/1/root")))
        .filter(seen -> seen.isOf(membership.controllers()))
        .flatMap(seen -> seen.directory(membership.path()).stream())
        .filter(directory -> Files.exists(directory.resolve(PROCS)))
        .findFirst();
  }

  private static Stream<Seen> mounts(Path mountinfo, Path from) {
    return Mount.read(mountinfo).stream()
        .filter(mount -> mount.type().equals("cgroup") || mount.type().equals("cgroup2"))
        .map(mount -> new Seen(mount, from));
  }

  /// @param from where the mount's path begins
  private record Seen(Mount mount, Path from) {
    boolean isOf(List<String> controllers) {
      return mount.type().equals("cgroup2")
          ? controllers.equals(List.of(""))
          : mount.options().containsAll(controllers) && !controllers.equals(List.of(""));
    }

    Optional<Path> directory(String cgroup) {
      String root = mount.root();
      boolean shown = root.equals("/") || cgroup.equals(root) || cgroup.startsWith(root + "/");
      String below = root.equals("/") || !shown ? cgroup : cgroup.substring(root.length());
      return shown
          ? Optional.of(from.resolve(Path.of("/").relativize(Path.of(mount.point() + below))))
          : Optional.empty();
    }
  }
}
