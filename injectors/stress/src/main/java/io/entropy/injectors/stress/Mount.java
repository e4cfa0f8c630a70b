package io.entropy.injectors.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A line of `/proc/PID/mountinfo`.
///
/// @param device `major:minor`
/// @param root the directory of the filesystem that the mount point shows
/// @param options of the mount and of the filesystem
record Mount(String device, String root, String point, String type, List<String> options) {

  /// proc_pid_mountinfo(5): `id parent dev root point options … - type source superoptions`.
  static Mount of(String line) {
    List<String> words = List.of(line.split(" ", -1));
    int dash = words.indexOf("-");
    String options = words.get(5) + "," + words.get(dash + 3);
    return new Mount(
        words.get(2),
        words.get(3),
        unescaped(words.get(4)),
        words.get(dash + 1),
        List.of(options.split(",", -1)));
  }

  /// All of such a file; none when it can't be read.
  static List<Mount> read(Path mountinfo) {
    try {
      return Files.readAllLines(mountinfo).stream().map(Mount::of).toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  boolean holds(String path) {
    return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
  }

  boolean isReadOnly() {
    return options.contains("ro");
  }

  boolean isMemory() {
    return type.equals("tmpfs") || type.equals("ramfs");
  }

  private static String unescaped(String point) {
    return point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }
}
