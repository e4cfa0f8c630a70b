package io.entropy.e2e.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.engine.Shell;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/// The five voters of the repository's Compose file under a name, an image tag and ports of their
/// own; asked over loopback, which no partition among them concerns.
final class Election implements AutoCloseable {
  static final List<String> VOTERS = List.of("voter1", "voter2", "voter3", "voter4", "voter5");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String project = "e2epart%08x".formatted(ThreadLocalRandom.current().nextInt());
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final List<String> compose;
  private final HttpClient client = HttpClient.newHttpClient();

  /// Builds the image and starts the voters.
  ///
  /// @param unsafe the variant, empty for Raft's rules
  Election(String unsafe) throws IOException, InterruptedException {
    compose = isThere("docker-compose") ? List.of("docker-compose") : List.of("docker", "compose");
    environment.put("ELECTION_IMAGE", image());
    environment.put("ELECTION_UNSAFE", unsafe);
    // So long that a voter that is held up for a second or two isn't taken for dead.
    environment.put("ELECTION_TIMEOUT_MS", "2000-4000");
    environment.put("ELECTION_HEARTBEAT_MS", "250");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    for (String voter : VOTERS) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.put(voter, socket.getLocalPort());
        environment.put(voter.toUpperCase(Locale.ROOT) + "_PORT", "" + socket.getLocalPort());
      }
    }
    run(List.of(ROOT.resolve("election-demo/image.sh").toString(), image()));
    compose("up", "-d");
  }

  private static boolean isThere(String command) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  private String image() {
    return "entropy/election-demo:" + project;
  }

  /// Matches the voters and no other containers.
  String selector() {
    return "com.docker.compose.project=" + project;
  }

  private void compose(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(compose);
    all.addAll(List.of("-p", project, "-f", ROOT.resolve("election.yml").toString()));
    all.addAll(List.of(words));
    run(all);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
  }

  /// The container's name of a voter.
  String container(String voter) {
    return Shell.run(
        "docker",
        "ps",
        "-a",
        "--filter",
        "label=" + selector(),
        "--filter",
        "label=com.docker.compose.service=" + voter,
        "--format",
        "{{.Names}}");
  }

  void restart(String voter) {
    Shell.run("docker", "restart", "-t", "1", container(voter));
  }

  /// What these voters say, in this order; those that don't answer say nothing.
  List<Voter> ask(List<String> voters) throws InterruptedException {
    List<Voter> said = new ArrayList<>();
    for (String voter : voters) {
      URI uri = URI.create("http://127.0.0.1:" + ports.get(voter) + "/status");
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      try {
        said.add(Voter.of(client.send(request, HttpResponse.BodyHandlers.ofString()).body()));
      } catch (IOException _) {
        // It's just starting.
      }
    }
    return said;
  }

  /// Asks until what all of them say is so.
  List<Voter> await(String what, List<String> voters, Predicate<List<Voter>> so)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Voter> said = List.of();
    while (System.nanoTime() < deadline) {
      said = ask(voters);
      if (said.size() == voters.size() && so.test(said)) {
        return said;
      }
      Thread.sleep(POLL);
    }
    throw new AssertionError("not within " + PATIENCE + ": " + what + "; last " + said);
  }

  /// Whether all name the same leader of the same term, and it's one of them and knows.
  static boolean agree(List<Voter> said) {
    Voter first = said.getFirst();
    return said.stream()
            .allMatch(v -> v.term() == first.term() && v.leader().equals(first.leader()))
        && said.stream()
            .filter(Voter::leads)
            .map(Voter::id)
            .toList()
            .equals(first.leader().stream().toList())
        && first.leader().isPresent();
  }

  @Override
  public void close() throws IOException {
    try {
      compose("down", "--volumes", "--timeout", "1");
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while removing " + project, e);
    } finally {
      Shell.run("docker", "rmi", image());
    }
    assertThat(Shell.run("docker", "ps", "-aq", "--filter", "label=" + selector())).isEmpty();
  }
}
