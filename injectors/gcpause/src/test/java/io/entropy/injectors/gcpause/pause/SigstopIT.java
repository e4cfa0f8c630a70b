package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.process.Freezers;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.process.Reading.Verdict;
import io.entropy.injectors.kernel.process.Watchdog;
import io.entropy.injectors.kernel.process.Way;
import io.entropy.injectors.spi.engine.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIGSTOP finds every process of the container, wherever below its cgroup it is, and whether that
/// cgroup can be seen or not.
class SigstopIT extends OnEngine {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopsWhatIsInCgroupsBelowAsWell(boolean cgroupSeen) throws Exception {
    String id = container().id();
    String _ = Shell.run("docker", "exec", "-d", id, "/bin/busybox", "sleep", "1000");
    await("its second process", () -> ProcessId.ofContainer(id).size() > 1);
    ProcessId second = ProcessId.ofContainer(id).getLast();
    Path cgroup = Freezers.of(second.pid(), id).orElseThrow().directory();
    Path below = Files.createDirectory(cgroup.resolve("below"));
    try {
      move(second, below);
      Way way = new Way.Signals(Optional.of(cgroup).filter(_ -> cgroupSeen));
      try (Watchdog watchdog = Watchdog.start("5165704e", id, way)) {
        List<ProcessId> all = ProcessId.ofContainer(id);
        assertThat(watchdog.stop(System.nanoTime() + PATIENCE.toNanos()).verdict())
            .isEqualTo(Verdict.OK);
        assertThat(all).contains(second).allMatch(ProcessId::isStopped);
        assertThat(watchdog.resume().verdict()).isEqualTo(Verdict.OK);
        await("that all go on", () -> all.stream().noneMatch(ProcessId::isStopped));
      }
    } finally {
      move(second, cgroup);
      Files.delete(below);
    }
  }

  private static void move(ProcessId process, Path cgroup) throws Exception {
    Path _ = Files.writeString(cgroup.resolve("cgroup.procs"), Long.toString(process.pid()));
  }
}
