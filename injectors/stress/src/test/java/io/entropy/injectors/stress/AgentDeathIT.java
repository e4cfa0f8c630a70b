package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However the agent, the keeper or both come to a halt, the fault ends at its lease or before.
class AgentDeathIT extends OnContainers {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private TestContainer target;
  private Usage usage;

  @BeforeAll
  void startContainer() {
    target = container();
    usage = Usage.of(target);
  }

  @ParameterizedTest
  @CsvSource({
    "stress_cpu, load=30",
    "stress_mem, bytes=16MiB",
    "stress_io, bytes=4KiB",
    "disk_fill, path=/data bytes=4MiB"
  })
  void nothingIsLeftOfTheFaultOfAnAgentThatIsKilled(String mode, String parameters)
      throws Exception {
    long available = usage.available("/data");
    try (Agent agent = Agent.start(target, LONG, mode, parameters)) {
      assertThat(usage.others()).hasSize(1);
      assertThat(processes(target)).hasSize(2);
      agent.signal("KILL");
      Eventually.await("the end of all processes", () -> processes(target).isEmpty());
      assertThat(usage.others()).isEmpty();
      assertThat(usage.available("/data")).isEqualTo(available);
    }
  }

  @ParameterizedTest
  @CsvSource({"stress_cpu, load=30", "disk_fill, path=/data bytes=4MiB"})
  void theLeaseEndsTheFaultOfAnAgentThatIsStopped(String mode, String parameters) throws Exception {
    try (Agent agent = Agent.start(target, SHORT, mode, parameters)) {
      agent.signal("STOP");
      Eventually.await("the end of the worker", () -> usage.others().isEmpty());
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stress_cpu, load=30",
    "stress_mem, bytes=16MiB",
    "stress_io, bytes=4KiB",
    "disk_fill, path=/data bytes=4MiB"
  })
  void theLeaseEndsWorkersWhoseKeeperIsStoppedToo(String mode, String parameters) throws Exception {
    try (Agent agent = Agent.start(target, SHORT, mode, parameters)) {
      agent.signal("STOP");
      String keeper = keeper();
      Shell.run("kill", "-STOP", keeper);
      Eventually.await("the end of the worker", () -> usage.others().isEmpty());
      Shell.run("kill", "-KILL", keeper);
    }
  }

  @Test
  void workersDieWithTheirKeeper() throws Exception {
    try (Agent _ = Agent.start(target, LONG, "stress_mem", "bytes=16MiB workers=2")) {
      assertThat(usage.others()).hasSize(2);
      Shell.run("kill", "-KILL", keeper());
      Eventually.await("the end of all processes", () -> processes(target).isEmpty());
    }
  }

  /// The only one of the processes that isn't the container's.
  private String keeper() throws Exception {
    var workers = usage.others();
    return processes(target).stream()
        .map(one -> Long.toString(one.pid()))
        .filter(pid -> !workers.contains(pid))
        .findFirst()
        .orElseThrow();
  }
}
