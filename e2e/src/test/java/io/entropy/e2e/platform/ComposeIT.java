package io.entropy.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.e2e.safety.Eventually;
import io.entropy.e2e.safety.Tables;
import io.entropy.e2e.safety.UdpFlow;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Manager and agent as containers, as `entropy.yml` starts them, found through the Docker engine.
class ComposeIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String ENGINE = "unix:///var/run/docker.sock";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private TestEngine engine;
  private String image;
  private String project;
  private String port;

  @BeforeEach
  void start() throws Exception {
    engine = TestEngine.open();
    String unique = engine.label().replaceFirst(".*=", "");
    image = "entropy/test-entropy:" + unique;
    project = "entropy-test-" + unique;
    String home = System.getProperty("java.home", "");
    Shell.run("env", "JAVA_HOME=" + home, ROOT.resolve("images/entropy.sh").toString(), image);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Integer.toString(free.getLocalPort());
    }
    compose("up", "-d");
  }

  @AfterEach
  void removeAll() {
    try {
      compose("down", "--volumes", "--timeout", "10");
    } finally {
      Shell.run("docker", "image", "rm", "-f", image);
      engine.close();
    }
  }

  private void compose(String... words) {
    List<String> command =
        new ArrayList<>(List.of("env", "ENTROPY_IMAGE=" + image, "ENTROPY_PORT=" + port));
    boolean one = Shell.attempt(List.of("sh", "-c", "command -v docker-compose")).exitCode() == 0;
    command.addAll(one ? List.of("docker-compose") : List.of("docker", "compose"));
    command.addAll(List.of("-p", project, "-f", ROOT.resolve("entropy.yml").toString()));
    command.addAll(List.of(words));
    Shell.run(command);
  }

  private String entropy(String... words) throws IOException, InterruptedException {
    try (EntropyProcess process = EntropyProcess.start(folder, words)) {
      int _ = process.awaitExit();
      return process.everything();
    }
  }

  @Test
  void aRunThroughTheEngineIsTheManagersAndCutsTraffic() throws Exception {
    TestContainer victim = engine.container("--label", "compose=" + project);
    TestContainer peer = engine.container();
    Duration _ =
        Eventually.within(PATIENCE, "the manager knows the container", () -> knows(victim));
    try (UdpFlow flow = UdpFlow.between(peer, victim);
        EntropyProcess run =
            EntropyProcess.start(
                folder,
                "-H",
                ENGINE,
                "run",
                "-p",
                "1",
                "-f",
                "300s",
                "-t",
                "compose=" + project,
                "recv_drop")) {
      run.awaitLine(line -> line.contains("is in force"));
      flow.assertIsCut();
      assertThat(entropy("ls", "-H", ENGINE)).contains("recv_drop");
      run.signal("INT");
      assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
      flow.assertFlows();
    }
    assertThat(Tables.in(victim)).isEmpty();
  }

  private boolean knows(TestContainer victim) {
    try {
      return entropy("target", "ls", "-H", ENGINE).contains(victim.name());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void anEngineWithoutAManagerIsSaid() throws Exception {
    compose("stop", "manager");
    assertThat(entropy("ls", "-H", ENGINE))
        .contains("no manager runs on " + ENGINE)
        .contains("docker-compose -p entropy -f entropy.yml up -d");
  }
}
