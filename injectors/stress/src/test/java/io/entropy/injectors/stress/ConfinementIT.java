package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a worker is to the container: one of its processes, without privileges, that is the first
/// to be killed when memory runs out, and that no pause keeps beyond its lease.
class ConfinementIT extends OnContainers {
  private TestContainer target;
  private Usage usage;

  @BeforeAll
  void startContainer() {
    target = container();
    usage = Usage.of(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnt", "pid", "net", "ipc", "uts"})
  void aWorkerIsInTheContainersNamespaces(String kind) throws Exception {
    try (Started _ = session().start(new StressCpuProvider(), target, "load=10")) {
      assertThat(namespace(worker(), kind))
          .isEqualTo(namespace(Path.of("/proc/" + usage.pid()), kind));
    }
  }

  private static Path namespace(Path process, String kind) throws Exception {
    return Files.readSymbolicLink(process.resolve("ns").resolve(kind));
  }

  @Test
  void aWorkerHasNoPrivilegesAndIsOfferedToTheOutOfMemoryKiller() throws Exception {
    try (Started _ = session().start(new StressCpuProvider(), target, "load=10")) {
      assertThat(Files.readString(worker().resolve("status")))
          .containsPattern("CapEff:\\s+0+\n")
          .containsPattern("CapPrm:\\s+0+\n")
          .containsPattern("NoNewPrivs:\\s+1\n");
      assertThat(Files.readString(worker().resolve("oom_score_adj")).strip()).isEqualTo("1000");
    }
  }

  @Test
  void aPausedContainerKeepsNoWorkerBeyondItsLease() throws Exception {
    try (Started held = session().arm(new StressMemProvider(), target.target(), "bytes=8MiB")) {
      Shell.run("docker", "pause", target.id());
      try {
        held.fault().release(Duration.ofSeconds(1));
        Eventually.await("its end", () -> usage.others().isEmpty());
        assertThat(held.fault().refresh(InjectorSession.LEASE).name()).isEqualTo("LOST");
      } finally {
        Shell.run("docker", "unpause", target.id());
      }
    }
  }

  private Path worker() throws Exception {
    return Path.of("/proc", usage.others().getFirst());
  }
}
