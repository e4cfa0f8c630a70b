package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.kernel.process.Watchdogs.Running;
import io.entropy.injectors.spi.engine.SharedEngine;
import io.entropy.injectors.spi.engine.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No pause outlives its lease, whatever of ours is killed or stopped.
class KilledAgentIT extends OnEngine {
  /// So long that a pause that ends sooner was ended by something else.
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final Duration SHORT = Duration.ofSeconds(2);

  private void assertPaused() throws Exception {
    assertThat(echo().answers()).as("the container answers").isFalse();
  }

  private void assertGoesOn() throws Exception {
    assertThat(echo().answersWithin(PATIENCE)).as("the container answers").isTrue();
  }

  /// The watchdog and its deputy, which is its child, in this order: numbers of processes start
  /// again from the beginning some time.
  private List<Running> processes() {
    List<Running> both =
        Watchdogs.list().stream()
            .filter(one -> one.containerId().equals(container().id()))
            .toList();
    assertThat(both).hasSize(2);
    return isChild(both.get(0), both.get(1)) ? both.reversed() : both;
  }

  private static boolean isChild(Running one, Running other) {
    return ProcessHandle.of(one.pid())
        .flatMap(ProcessHandle::parent)
        .filter(parent -> parent.pid() == other.pid())
        .isPresent();
  }

  private static void signal(String name, List<Running> processes) {
    for (Running one : processes) {
      String _ = Shell.run("kill", "-" + name, Long.toString(one.pid()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop", "docker"})
  void killOfTheAgentEndsThePause(String method) throws Exception {
    try (PausingProcess agent = PausingProcess.start(container(), method, LONG)) {
      assertPaused();
      agent.signal("KILL");
      assertGoesOn();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop"})
  void killOfTheAgentsProcessGroupEndsThePause(String method) throws Exception {
    try (PausingProcess agent = PausingProcess.start(container(), method, LONG)) {
      assertPaused();
      agent.killGroup();
      assertGoesOn();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop", "docker"})
  void stoppedAgentsPauseEndsWithItsLeaseAndIsNotRevived(String method) throws Exception {
    try (PausingProcess agent = PausingProcess.start(container(), method, SHORT)) {
      assertPaused();
      agent.signal("STOP");
      assertGoesOn();
      agent.signal("CONT");
      Thread.sleep(SHORT);
      assertGoesOn();
    }
  }

  @Test
  void pauseEndsAtOnceWhenTheWatchdogIsKilledWhileTheAgentIsStopped() throws Exception {
    try (PausingProcess agent = PausingProcess.start(container(), "freezer", LONG)) {
      assertPaused();
      agent.signal("STOP");
      signal("KILL", processes().subList(0, 1));
      assertGoesOn();
    }
  }

  @Test
  void pauseEndsWithItsLeaseWhenTheWatchdogIsStopped() throws Exception {
    try (PausingProcess _ = PausingProcess.start(container(), "sigstop", SHORT)) {
      assertPaused();
      signal("STOP", processes().subList(0, 1));
      assertGoesOn();
    }
  }

  @Test
  void pauseEndsWithItsLeaseWhenTheDeputyIsKilledAndTheAgentIsStopped() throws Exception {
    try (PausingProcess agent = PausingProcess.start(container(), "freezer", SHORT)) {
      assertPaused();
      signal("KILL", processes().subList(1, 2));
      agent.signal("STOP");
      assertGoesOn();
    }
  }

  @Test
  void watchdogIsInNoCgroupOfTheAgentsAndLeadsASessionOfItsOwn() throws Exception {
    try (PausingProcess _ = PausingProcess.start(container(), "freezer", LONG)) {
      for (Running one : processes()) {
        Path proc = Path.of("/proc", Long.toString(one.pid()));
        assertThat(Files.readAllLines(proc.resolve("cgroup")))
            .allMatch(line -> line.endsWith(":/"));
        String stat = Files.readString(proc.resolve("stat"));
        assertThat(stat.substring(stat.lastIndexOf(')')).split(" ", -1)[4])
            .as("the session's leader")
            .isEqualTo(Long.toString(processes().getFirst().pid()));
      }
    }
  }

  @Test
  void removalOfTheAgentsOwnContainerEndsThePause() throws Exception {
    String name = "entropy-test-agent-" + container().id().substring(0, 12);
    try (PausingProcess _ =
        PausingProcess.start(agentContainer(name), container(), "freezer", LONG)) {
      assertPaused();
      String _ = Shell.run("docker", "rm", "-f", name);
      assertGoesOn();
    }
  }

  /// An agent's container, which sees this machine's files.
  private static List<String> agentContainer(String name) {
    // As far as --privileged goes where not everything may be given away.
    String options =
        "--rm --cap-add SYS_ADMIN --cap-add SYS_PTRACE"
            + " --security-opt seccomp=unconfined --pid host --network none -v /:/host:ro";
    List<String> command = new ArrayList<>(List.of("docker", "run", "--name", name));
    command.addAll(List.of("--label", SharedEngine.get().label()));
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of(SharedEngine.get().image(), "chroot", "/host"));
    return command;
  }
}
