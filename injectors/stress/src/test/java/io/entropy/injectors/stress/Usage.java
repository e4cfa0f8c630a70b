package io.entropy.injectors.stress;

import io.entropy.injectors.spi.engine.TestContainer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the kernel says that a container uses, read without the code under test.
///
/// @param pid of its first process
record Usage(TestContainer container, int pid) {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  /// Of a container that runs.
  static Usage of(TestContainer container) {
    return new Usage(container, container.pid());
  }

  /// Nanoseconds of processor time.
  long cpu() throws IOException {
    Path v1 = of("cpuacct", "cpuacct.usage");
    return Files.exists(v1)
        ? Long.parseLong(Files.readString(v1).strip())
        : field(v2("cpu.stat"), "usage_usec") * 1000;
  }

  /// Bytes.
  long memory() throws IOException {
    Path v1 = of("memory", "memory.usage_in_bytes");
    return Long.parseLong(Files.readString(Files.exists(v1) ? v1 : v2("memory.current")).strip());
  }

  /// Bytes that its processes but the first have sent to a disk (proc_pid_io(5)): not every kernel
  /// counts those of a cgroup.
  long written() throws IOException {
    long sum = 0;
    for (String other : others()) {
      try {
        sum += field(Path.of("/proc", other, "io"), "write_bytes:");
      } catch (IOException _) {
        // It has ended.
      }
    }
    return sum;
  }

  /// Bytes available at a path in it.
  long available(String path) {
    return new File("/proc/" + pid + "/root" + path).getUsableSpace();
  }

  /// Its processes, but for the first.
  List<String> others() throws IOException {
    Path v1 = of("devices", "cgroup.procs");
    Path procs = Files.exists(v1) ? v1 : v2("cgroup.procs");
    List<String> pids = new ArrayList<>(Files.readAllLines(procs));
    pids.remove(Integer.toString(pid));
    return pids;
  }

  /// Whether there is a cgroup of its left.
  boolean hasCgroup() {
    return Files.exists(of("memory", "cgroup.procs")) || Files.exists(v2("cgroup.procs"));
  }

  private Path of(String controller, String file) {
    return CGROUPS.resolve(controller).resolve("docker").resolve(container.id()).resolve(file);
  }

  private Path v2(String file) {
    return CGROUPS.resolve("system.slice/docker-" + container.id() + ".scope").resolve(file);
  }

  private static long field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
