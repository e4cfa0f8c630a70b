package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// Tests of the command line on containers of their own, each test with its own state folder. After
/// each, no process that it started lives, no journal is left, and the kernel has no table of
/// Entropy's in any of the containers' networks; after all, no container.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnContainers {
  /// What a fault outlives its process by at most, by design.
  static final Duration LEASE = Duration.ofSeconds(3);

  /// What a busy machine may add to it until we see it.
  static final Duration SLACK = Duration.ofSeconds(2);

  /// Owner tables vanish with their process, at once.
  static final Duration VANISHES = Duration.ofSeconds(2);

  private final List<TestContainer> containers = new ArrayList<>();
  private final List<EntropyProcess> processes = new CopyOnWriteArrayList<>();
  private TestEngine engine;
  private Path stateDir;

  @BeforeAll
  final void openEngine() throws IOException {
    engine = TestEngine.open();
  }

  @BeforeEach
  final void makeStateDir() throws IOException {
    stateDir = Files.createTempDirectory("entropy-safety-it");
  }

  @AfterEach
  final void leaveNothing() throws IOException, InterruptedException {
    List<String> living =
        processes.stream().filter(EntropyProcess::isAlive).map(EntropyProcess::everything).toList();
    processes.forEach(EntropyProcess::close);
    processes.clear();
    List<JournalOnDisk> journals = JournalOnDisk.in(stateDir);
    delete(stateDir);
    for (TestContainer container : containers) {
      assertThat(Tables.in(container)).as("tables left in " + container).isEmpty();
    }
    assertThat(living).as("processes still running").isEmpty();
    assertThat(journals).isEmpty();
  }

  @AfterAll
  final void removeEverything() {
    engine.close();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  final TestEngine engine() {
    return engine;
  }

  final Path stateDir() {
    return stateDir;
  }

  /// A container with the label `victim=<name>`, for `-t`.
  final TestContainer victim(String name, String... options) {
    List<String> all = new ArrayList<>(List.of("--label", label(name)));
    all.addAll(List.of(options));
    return container(all.toArray(String[]::new));
  }

  final TestContainer container(String... options) {
    TestContainer container = engine.container(options);
    containers.add(container);
    return container;
  }

  /// Unlike any other test's.
  private String label(String name) {
    return "victim=" + name + "-" + engine.label().replaceFirst(".*=", "");
  }

  /// `entropy run` on the victims of that name, its events as JSON.
  final EntropyProcess run(String victims, String... arguments) throws IOException {
    return runIn(stateDir, victims, arguments);
  }

  /// With this state folder.
  final EntropyProcess runIn(Path folder, String victims, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("run", "-t", label(victims), "-o", "json"));
    all.addAll(List.of(arguments));
    return entropyIn(folder, all.toArray(String[]::new));
  }

  final EntropyProcess entropy(String... arguments) throws IOException {
    return entropyIn(stateDir, arguments);
  }

  private EntropyProcess entropyIn(Path folder, String... arguments) throws IOException {
    EntropyProcess process = EntropyProcess.start(folder, arguments);
    processes.add(process);
    return process;
  }

  /// `entropy reap` to its end, which must be a good one.
  final EntropyProcess reap() throws IOException, InterruptedException {
    return reapIn(stateDir);
  }

  /// With this state folder.
  final EntropyProcess reapIn(Path folder) throws IOException, InterruptedException {
    EntropyProcess reap = entropyIn(folder, "reap");
    assertThat(reap.awaitExit()).as(reap.everything()).isZero();
    return reap;
  }

  /// Asks a run to end, as Ctrl-C does.
  final void interrupt(EntropyProcess run) throws InterruptedException {
    run.signal("INT");
    assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
  }
}
