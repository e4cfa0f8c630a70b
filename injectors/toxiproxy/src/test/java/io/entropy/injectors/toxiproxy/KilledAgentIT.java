package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A process that keeps a toxic's lease is killed by SIGKILL: the server ends the toxic.
class KilledAgentIT {
  private Echo echo;

  @BeforeEach
  void start() throws IOException {
    echo = new Echo();
  }

  @AfterEach
  void stop() throws IOException {
    echo.close();
  }

  @Test
  void theToxicEndsWithItsLease() throws Exception {
    Target target = echo.target();
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LeaseHolder.class.getName(),
                echo.server(),
                target.getSpec().getName())
            .inheritIO()
            .start();
    try {
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> toxics(target).size() == 1);
      // It's renewed: three leases later it's still there.
      Thread.sleep(LeaseHolder.LEASE.multipliedBy(3));
      assertThat(toxics(target)).hasSize(1);
    } finally {
      holder.destroyForcibly().waitFor();
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> toxics(target).isEmpty());
  }

  private List<String> toxics(Target target) throws IOException {
    return echo.toxics(target);
  }
}
