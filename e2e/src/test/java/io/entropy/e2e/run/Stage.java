package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the runs of one test class have: containers under one label, and a state folder in which
/// nobody else's journals are. Closing checks that no run left a rule or a journal behind.
final class Stage implements AutoCloseable {
  private final TestEngine engine;
  private final Path stateDir;

  private Stage(TestEngine engine, Path stateDir) {
    this.engine = engine;
    this.stateDir = stateDir;
  }

  static Stage open() throws IOException {
    return new Stage(TestEngine.open(), Files.createTempDirectory("entropy-e2e-run"));
  }

  /// Matches all containers of this stage and no other.
  String selector() {
    return engine.label();
  }

  /// Unique on this host.
  String name(String part) {
    return "e2e-" + engine.label().substring(engine.label().indexOf('=') + 1) + "-" + part;
  }

  List<String> names(String... parts) {
    return Arrays.stream(parts).map(this::name).toList();
  }

  /// A container that sleeps, named [#name].
  TestContainer container(String part, String... dockerRunOptions) {
    return engine.container(
        Stream.concat(Stream.of("--name", name(part)), Arrays.stream(dockerRunOptions))
            .toArray(String[]::new));
  }

  /// A container whose first process ends with that exit code when it's told to (TERM).
  TestContainer obedient(String part, int exitCode) {
    String script = "trap 'exit %d' TERM; while :; do sleep 0.05; done".formatted(exitCode);
    return engine.container(List.of("--name", name(part)), List.of("sh", "-c", script));
  }

  /// A container that answers `GET /etc/hostname` on port 8080.
  TestContainer webServer(String part) {
    String id =
        Shell.run(
            List.of(
                "docker",
                "run",
                "-d",
                "--label",
                selector(),
                "--name",
                name(part),
                engine.image(),
                "httpd",
                "-f",
                "-p",
                "8080",
                "-h",
                "/"));
    return new TestContainer(id.lines().reduce((_, last) -> last).orElseThrow());
  }

  void remove(TestContainer container) {
    Shell.run("docker", "rm", "-f", container.id());
  }

  Path stateDir() {
    return stateDir;
  }

  Map<String, String> environment() {
    return Map.of("ENTROPY_STATE_DIR", stateDir.toString());
  }

  EntropyProcess start(String... arguments) throws IOException {
    return EntropyProcess.start(environment(), arguments);
  }

  /// Runs it to its end.
  Finished run(String... arguments) throws IOException, InterruptedException {
    try (EntropyProcess process = start(arguments)) {
      return Finished.of(process);
    }
  }

  /// Neither rules in the containers nor journals.
  void assertNothingLeft() throws IOException {
    for (String id : containerIds("ps", "-q")) {
      long pid = new TestContainer(id).pid();
      assertThat(Strays.list(NetworkNamespace.ofProcess(pid))).as("tables in %s", id).isEmpty();
    }
    try (Stream<Path> files = Files.walk(stateDir)) {
      assertThat(files.filter(Files::isRegularFile)).as("journals").isEmpty();
    }
  }

  private List<String> containerIds(String... list) {
    return Shell.run(
            Stream.concat(
                    Stream.concat(Stream.of("docker"), Arrays.stream(list)),
                    Stream.of("--no-trunc", "--filter", "label=" + selector()))
                .toList())
        .lines()
        .toList();
  }

  @Override
  public void close() throws IOException {
    try {
      assertNothingLeft();
    } finally {
      engine.close();
      try (Stream<Path> files = Files.walk(stateDir)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
