package io.entropy.injectors.kernel.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A cgroup hierarchy, where it is mounted: as this process sees it, and as process 1 does, which
/// sees all of it where an agent in a container may see but its own cgroup.
///
/// @param root the cgroup that the mount point shows
/// @param point where this process finds it
/// @param type `cgroup` or `cgroup2`
/// @param options of the hierarchy: the names of its controllers among them
record CgroupMount(String root, Path point, String type, List<String> options) {

  static List<CgroupMount> all() {
    List<CgroupMount> all = new ArrayList<>(of(Path.of("/proc/self/mountinfo"), Path.of("/")));
    all.addAll(of(Path.of("/proc/1/mountinfo"), Path.of("/proc/1/root")));
    return all;
  }

  boolean isVersion2() {
    return type.equals("cgroup2");
  }

  /// Where the cgroup of this path, as `/proc/PID/cgroup` names it, would be.
  Path directory(String cgroup) {
    String below = root.equals("/") ? cgroup : cgroup.substring(root.length());
    return Path.of(point + below);
  }

  boolean shows(String cgroup) {
    return root.equals("/") || cgroup.equals(root) || cgroup.startsWith(root + "/");
  }

  /// proc_pid_mountinfo(5): `id parent dev root point options … - type source superoptions`.
  private static List<CgroupMount> of(Path mountinfo, Path seenFrom) {
    try {
      return Files.readAllLines(mountinfo).stream()
          .map(line -> line.split(" ", -1))
          .map(words -> of(words, List.of(words).indexOf("-"), seenFrom))
          .filter(mount -> mount.type.startsWith("cgroup"))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static CgroupMount of(String[] words, int dash, Path seenFrom) {
    Path point = seenFrom.resolve(words[4].substring(1));
    return new CgroupMount(
        words[3], point, words[dash + 1], List.of(words[dash + 3].split(",", -1)));
  }
}
