package io.entropy.e2e.partition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which pairs a partition can cut and which it does: shapes that take more containers than there
/// are, and a peer that is also reached at a port that its host publishes.
class PairsIT {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestEngine engine;
  private static TestContainer first;
  private static TestContainer web;
  private static String hostAddress;

  @TempDir Path folder;

  @BeforeAll
  static void startContainers() throws Exception {
    engine = TestEngine.open();
    first = engine.container("--label", group());
    hostAddress = first.inspect("{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}");
    web =
        engine.container(
            List.of("--label", group(), "-p", hostAddress + "::8080"),
            List.of("httpd", "-f", "-p", "8080", "-h", "/etc"));
    engine.container("--label", group());
  }

  @AfterAll
  static void removeEverything() {
    engine.close();
  }

  private static String group() {
    return "e2e=pairs-" + engine.label().replaceFirst(".*=", "");
  }

  private EntropyProcess start(String... rest) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-v", "-o", "json", "-t", group()));
    command.addAll(List.of(rest));
    return EntropyProcess.start(folder, command.toArray(String[]::new));
  }

  private static boolean is(String line, String type) {
    return line.contains("\"io.entropy." + type + "\"");
  }

  @Test
  void aShapeThatTakesMoreContainersIsRefusedBeforeAnythingIsDone() throws Exception {
    for (String option : List.of("--strict", "--dry-run")) {
      try (EntropyProcess run = start(option, "partition", "shape=ring")) {
        assertThat(run.awaitExit()).as(run.everything()).isEqualTo(2);
        assertThat(run.err())
            .singleElement()
            .asString()
            .contains("shape=ring needs at least 4", "there are 3", first.name(), web.name());
        assertThat(run.out()).isEmpty();
      }
    }
  }

  @Test
  void itIsWaitedForAndOnceMembersLeaveEachHitIsRefused() throws Exception {
    try (EntropyProcess run =
        start("--wait", "-f", "700ms", "partition", "shape=ring", "direction=send")) {
      Thread.sleep(1_500);
      assertThat(run.isAlive()).as(run.everything()).isTrue();
      assertThat(run.out()).isEmpty();
      TestContainer fourth = engine.container("--label", group());
      run.awaitLine(line -> is(line, "injection.verified"));
      Shell.run("docker", "rm", "-f", fourth.id());
      String refusal = run.awaitLine(line -> is(line, "injection.refused"));
      assertThat(refusal).contains("impossible", "needs at least 4", "there are 3");
      run.awaitLine(line -> is(line, "injection.refused") && !line.equals(refusal));
      run.signal("INT");
      assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
    }
  }

  @Test
  void whatAPublishedPortLetsThroughIsToldOfThatPairOnly() throws Exception {
    String port = web.inspect("{{(index (index .NetworkSettings.Ports \"8080/tcp\") 0).HostPort}}");
    int hostPort = Integer.parseInt(port);
    String own = web.ipv4().getHostAddress();
    assertThat(reaches(own, 8080) && reaches(hostAddress, hostPort)).isTrue();
    try (EntropyProcess run = start("-f", "300s", "--seed", "1", "partition", "shape=minority")) {
      for (int member = 0; member < 3; member++) {
        int wanted = member + 1;
        run.awaitLine(_ -> verified(run) >= wanted);
      }
      assertThat(reaches(own, 8080)).as(run.everything()).isFalse();
      assertThat(reaches(hostAddress, hostPort)).as("what the event says isn't cut").isTrue();
      run.signal("INT");
      assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
      String doubt = web.name() + " is also reached at port " + port + "/tcp of its host";
      for (String line : run.out()) {
        JsonNode data = JSON.readTree(line).path("data");
        boolean ofItself = data.path("targetName").asText().equals(web.name());
        JsonNode facts = data.path("facts");
        if (is(line, "injection.requested")) {
          assertThat(data.path("message").asText().contains(doubt)).as(line).isNotEqualTo(ofItself);
        } else if (is(line, "injection.reverted")) {
          assertThat(facts.path("pairs_cut").asInt()).as(line).isEqualTo(ofItself ? 2 : 1);
          assertThat(facts.path("pairs_partly_cut").asInt()).as(line).isEqualTo(ofItself ? 0 : 1);
          assertThat(facts.path("achieved").asText().contains(port))
              .as(line)
              .isNotEqualTo(ofItself);
        }
      }
    }
  }

  private static long verified(EntropyProcess run) {
    return run.out().stream().filter(line -> is(line, "injection.verified")).count();
  }

  /// Whether the web server answers the first container there.
  private static boolean reaches(String host, int port) throws IOException {
    NetworkNamespace network = NetworkNamespace.ofProcess(first.pid());
    // A channel is made at once; a `new Socket()` only when it connects, in another namespace then.
    try (SocketChannel channel = network.enter(() -> SocketChannel.open())) {
      Socket socket = channel.socket();
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket.getOutputStream().write("GET /hostname HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
      return socket.getInputStream().read() == 'H';
    } catch (SocketTimeoutException _) {
      return false;
    }
  }
}
