package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A cgroup v2 for a container whose engine made it v1 ones. Any thread.
final class UnifiedCgroup {
  private UnifiedCgroup() {}

  /// Moves every process of the container to a cgroup v2 that has its name, and out of its v1
  /// freezer. The cgroup ends with the container: see [#removeEmpty].
  static synchronized void move(TestContainer container) throws IOException {
    removeEmpty();
    Path unified = mount("cgroup2", "");
    Path own = Files.createDirectory(unified.resolve("entropy-test-" + container.id()));
    for (ProcessId process : ProcessId.ofContainer(container.id())) {
      String pid = Long.toString(process.pid());
      Path _ = Files.writeString(own.resolve("cgroup.procs"), pid);
      Path _ = Files.writeString(mount("cgroup", "freezer").resolve("cgroup.procs"), pid);
    }
  }

  /// Those of containers that have ended.
  static synchronized void removeEmpty() throws IOException {
    try (Stream<Path> cgroups = Files.list(mount("cgroup2", ""))) {
      for (Path cgroup : cgroups.filter(c -> c.toString().contains("entropy-test-")).toList()) {
        if (Files.readString(cgroup.resolve("cgroup.procs")).isEmpty()) {
          Files.delete(cgroup);
        }
      }
    }
  }

  private static Path mount(String type, String option) throws IOException {
    List<Path> found =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .map(line -> line.split(" ", -1))
            .filter(words -> words[2].equals(type))
            .filter(words -> option.isEmpty() || List.of(words[3].split(",", -1)).contains(option))
            .map(words -> Path.of(words[1]))
            .toList();
    assertThat(found).as("mounts of %s %s", type, option).isNotEmpty();
    return found.getFirst();
  }
}
