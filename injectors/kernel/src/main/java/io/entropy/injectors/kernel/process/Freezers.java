package io.entropy.injectors.kernel.process;

import io.entropy.injectors.kernel.process.Way.Freezer;
import io.entropy.injectors.kernel.process.Way.Freezer.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where containers can be frozen, found by what `/proc` says of their processes. Reads only.
public final class Freezers {
  private Freezers() {}

  /// The freezer of the container that this process is in. Only of a cgroup that is named after the
  /// container: in any other there are processes of others.
  public static Optional<Freezer> of(long pid, String containerId) {
    return memberships(Path.of("/proc", Long.toString(pid), "cgroup"))
        .filter(membership -> membership.path().contains(containerId))
        .flatMap(membership -> membership.freezers())
        .findFirst();
  }

  /// Which kinds of freezer this host has.
  public static List<Version> versions() {
    return CgroupMount.all().stream()
        .flatMap(mount -> versionOf(mount).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// Whether the container is frozen, or on its way, whoever did it.
  ///
  /// @throws IOException when its cgroup is gone
  public static boolean isFrozen(Freezer freezer) throws IOException {
    Path directory = freezer.directory();
    return switch (freezer.version()) {
      case V1 -> !Files.readString(directory.resolve("freezer.state")).strip().equals("THAWED");
      case V2 ->
          Files.readString(directory.resolve("cgroup.events")).contains("frozen 1")
              || Files.readString(directory.resolve("cgroup.freeze")).strip().equals("1");
    };
  }

  /// Lets it go on, for what no watchdog does any more.
  public static void thaw(Freezer freezer) throws IOException {
    Path directory = freezer.directory();
    switch (freezer.version()) {
      case V1 -> {
        Path _ = Files.writeString(directory.resolve("freezer.state"), "THAWED");
      }
      case V2 -> {
        Path _ = Files.writeString(directory.resolve("cgroup.freeze"), "0");
      }
    }
  }

  private static Optional<Version> versionOf(CgroupMount mount) {
    if (mount.isVersion2()) {
      return Optional.of(Version.V2);
    }
    return mount.options().contains("freezer") ? Optional.of(Version.V1) : Optional.empty();
  }

  /// cgroups(7): `id:controllers:path`, for version 2 `0::path`; version 1 comes first.
  private static Stream<Membership> memberships(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.split(":", 3))
          .flatMap(words ->
              List.of(words[1].split(",", -1)).contains("freezer")
                  ? Stream.of(new Membership(Version.V1, words[2]))
                  : words[0].equals("0")
                      ? Stream.of(new Membership(Version.V2, words[2]))
                      : Stream.empty())
          .sorted((a, b) -> a.version.compareTo(b.version));
    } catch (IOException _) {
      return Stream.empty();
    }
  }

  private record Membership(Version version, String path) {
    Stream<Freezer> freezers() {
      String file = version == Version.V1 ? "freezer.state" : "cgroup.freeze";
      return CgroupMount.all().stream()
          .filter(mount -> versionOf(mount).equals(Optional.of(version)) && mount.shows(path))
          .map(mount -> mount.directory(path))
          .filter(directory -> Files.exists(directory.resolve(file)))
          .map(directory -> new Freezer(version, directory));
    }
  }
}
