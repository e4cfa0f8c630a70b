package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// How much space may be taken of the filesystem at a path in a container. On the host's disk,
/// which a container's own filesystem is too, 5 % and at least 1 GiB stay available.
///
/// @param memory whether the filesystem is memory
/// @param total bytes in use and available, as df counts
/// @param available bytes, to processes without privileges
/// @param reserve bytes that stay available
record DiskRoom(String path, boolean memory, long total, long available, long reserve) {
  private static final long LEAST_RESERVE = 1L << 30;

  /// Where a host has what it can't do without.
  private static final Set<String> HOSTS_POINTS =
      Set.of(
          "/",
          "/boot",
          "/home",
          "/opt",
          "/run",
          "/tmp",
          "/usr",
          "/var",
          "/var/lib",
          "/var/lib/containerd",
          "/var/lib/docker",
          "/var/log",
          "/var/tmp");

  /// @throws InjectorException `REFUSED` when nothing can be written there
  static DiskRoom of(TargetProcess process, String path) throws InjectorException {
    Path resolved = ContainerPath.resolve(process.root(), path, process.name());
    Mount mount = mountOf(resolved.toString(), process);
    File seen = process.root().resolve(Path.of("/").relativize(resolved)).toFile();
    long size = seen.getTotalSpace();
    if (mount.isReadOnly() || size == 0) {
      throw new InjectorException(
          Code.REFUSED,
          "path=%s of %s is on a filesystem (%s) that %s; one that can be written would be right"
              .formatted(
                  path,
                  process.name(),
                  mount.type(),
                  size == 0 ? "stores nothing" : "is mounted read-only"));
    }
    long total = size - seen.getFreeSpace() + seen.getUsableSpace();
    long reserve = isHosts(mount) ? Math.max(LEAST_RESERVE, total / 20) : 0;
    return new DiskRoom(path, mount.isMemory(), total, seen.getUsableSpace(), reserve);
  }

  /// @throws InjectorException `REFUSED` when it isn't there
  void refuseBeyond(long bytes) throws InjectorException {
    long room = Math.max(0, available - reserve);
    if (bytes > room) {
      throw new InjectorException(
          Code.REFUSED,
          "bytes=%s is too much: of the %s that are available at path=%s, %s stay available; at most %s would be right"
              .formatted(
                  new ByteSize(bytes),
                  new ByteSize(available),
                  path,
                  new ByteSize(reserve),
                  new ByteSize(room)));
    }
  }

  /// What is missing until that share is in use.
  ///
  /// @throws InjectorException `REFUSED` when it isn't there, or nothing is missing
  long missing(double share) throws InjectorException {
    long used = total - available;
    double most = Math.floor(1000.0 * (total - reserve) / total) / 10;
    double now = 100.0 * used / total;
    if (share * 100 > most || share * 100 <= now) {
      throw new InjectorException(
          Code.REFUSED,
          "percent=%.1f can't be: the filesystem at path=%s has %.1f%% in use, and %s have to stay available; above that and at most %.1f would be right"
              .formatted(100 * share, path, now, new ByteSize(reserve), most));
    }
    return (long) (share * total) - used;
  }

  private static Mount mountOf(String resolved, TargetProcess process) throws InjectorException {
    return process.lines("mountinfo").stream()
        .map(Mount::of)
        .filter(mount -> mount.holds(resolved))
        // Of those on the same point the last one hides the others.
        .reduce((a, b) -> a.point().length() > b.point().length() ? a : b)
        .orElseThrow(() ->
            new InjectorException(
                Code.FAILED, "no mount of " + process.name() + " holds " + resolved));
  }

  private static boolean isHosts(Mount mount) {
    List<String> devices =
        Mount.read(Path.of("/proc/1/mountinfo")).stream()
            .filter(hosts -> HOSTS_POINTS.contains(hosts.point()))
            .map(Mount::device)
            .toList();
    return mount.point().equals("/")
        || mount.type().equals("overlay")
        || devices.isEmpty()
        || devices.contains(mount.device());
  }
}
