package io.entropy.electiondemo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The repository's Compose file, run once under a name, an image tag and ports of its own.
final class ComposeProject implements AutoCloseable {
  static final List<String> VOTERS = List.of("voter1", "voter2", "voter3", "voter4", "voter5");

  private final String unique = "electionit" + ProcessHandle.current().pid() + System.nanoTime();
  private final Path module = Path.of("").toAbsolutePath();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final List<String> compose;
  private final Path labels;
  private final HttpClient client = HttpClient.newHttpClient();

  ComposeProject(Path folder, String unsafe) throws IOException, InterruptedException {
    compose = findCompose();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("ELECTION_IMAGE", image());
    environment.put("ELECTION_UNSAFE", unsafe);
    for (var voter : VOTERS) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.put(voter, socket.getLocalPort());
        environment.put(voter.toUpperCase(Locale.ROOT) + "_PORT", "" + socket.getLocalPort());
      }
    }
    labels = Files.writeString(folder.resolve("labels.yml"), labelsYaml());
    Command.run(environment, List.of(module.resolve("image.sh").toString(), image())).success();
  }

  private static List<String> findCompose() throws InterruptedException {
    for (var words : List.of(List.of("docker-compose"), List.of("docker", "compose"))) {
      try {
        var asked = Stream.concat(words.stream(), Stream.of("version")).toList();
        if (Command.run(Map.of(), asked).exitCode() == 0) {
          return words;
        }
      } catch (IOException _) {
        // Not installed; the other may be.
      }
    }
    throw new AssertionError(
        "this test needs Compose: run 'apt-get install docker-compose', or './dev setup'");
  }

  private String labelsYaml() {
    var text = new StringBuilder("services:\n");
    for (var voter : VOTERS) {
      text.append("  %s: {labels: {io.entropy.test: %s}}\n".formatted(voter, unique));
    }
    return text.append("networks:\n  default: {labels: {io.entropy.test: %s}}\n".formatted(unique))
        .toString();
  }

  String image() {
    return "entropy/election-demo:" + unique;
  }

  String label() {
    return "io.entropy.test=" + unique;
  }

  String run(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<>(compose);
    all.addAll(List.of("-p", unique, "-f", module.resolve("../election.yml").toString()));
    all.addAll(List.of("-f", labels.toString()));
    all.addAll(Arrays.asList(words));
    return Command.run(environment, all).success();
  }

  /// The id of a voter's container, running or not.
  String container(String voter) throws IOException, InterruptedException {
    return Command.docker(
        "ps",
        "-aq",
        "--filter",
        "label=" + label(),
        "--filter",
        "label=com.docker.compose.service=" + voter);
  }

  HttpResponse<String> get(String voter, String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + ports.get(voter) + path);
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /// Containers, networks and image tags that exist because of this project.
  String leftOvers() throws IOException, InterruptedException {
    return Command.docker("ps", "-aq", "--filter", "label=" + label())
        + Command.docker("network", "ls", "-q", "--filter", "label=" + label())
        + Command.docker("volume", "ls", "-q", "--filter", "label=" + label())
        + Command.docker("images", "-q", image());
  }

  @Override
  public void close() throws IOException {
    try {
      run("down", "--volumes", "--timeout", "1");
      Command.docker("rmi", image());
      client.close();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted while cleaning up " + unique, interrupted);
    }
  }
}
