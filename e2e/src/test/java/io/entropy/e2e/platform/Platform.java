package io.entropy.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Processes around one manager's address, with all that they write below one folder. Closing kills
/// those that still run.
final class Platform implements AutoCloseable {
  private final Path folder;
  private final List<EntropyProcess> processes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private String address = "127.0.0.1:0";

  private Platform(Path folder) {
    this.folder = folder;
  }

  static Platform open() throws IOException {
    return new Platform(Files.createTempDirectory("entropy-e2e-platform"));
  }

  /// A manager: the first on a free port and an empty store, each later one where that was, on what
  /// that has left.
  EntropyProcess manager() throws IOException, InterruptedException {
    EntropyProcess manager = start("manager", "manage", "--listen", address);
    String line = manager.awaitLine(l -> l.contains("http://127.0.0.1:"));
    address = line.replaceFirst(".*http://(127\\.0\\.0\\.1:\\d+),.*", "$1");
    return manager;
  }

  /// An agent of the local engine.
  EntropyProcess agent() throws IOException {
    return start("agent", "agent", "--join", address, "--name", "n1");
  }

  private EntropyProcess start(String stateDir, String... arguments) throws IOException {
    EntropyProcess process = EntropyProcess.start(folder.resolve(stateDir), arguments);
    processes.add(process);
    return process;
  }

  /// What a user's command prints, which must end well.
  String command(String... arguments) throws IOException, InterruptedException {
    Path stateDir = folder.resolve("user");
    Map<String, String> environment =
        Map.of("ENTROPY_STATE_DIR", stateDir.toString(), "ENTROPY_HOST", "entropy://" + address);
    try (EntropyProcess process = EntropyProcess.start(environment, arguments)) {
      assertThat(process.awaitExit()).as(process.everything()).isZero();
      assertThat(stateDir).as("a user's command makes no fault here").doesNotExist();
      return String.join("\n", process.out());
    }
  }

  /// A call without the command line.
  String rest(String method, String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Override
  public void close() throws IOException {
    processes.forEach(EntropyProcess::close);
    http.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
