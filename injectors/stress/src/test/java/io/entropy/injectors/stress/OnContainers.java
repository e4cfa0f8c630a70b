package io.entropy.injectors.stress;

import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// Tests of stress on real containers, with a session for each test. After each test none of our
/// processes is left in or for any of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnContainers {
  private final List<TestContainer> containers = new ArrayList<>();
  private TestEngine engine;
  private InjectorSession session;

  @BeforeAll
  final void openEngine() throws IOException {
    engine = TestEngine.open();
  }

  @BeforeEach
  final void openSession() {
    session = new InjectorSession(new EngineRuntime());
  }

  @AfterEach
  final void leaveNothing() throws Exception {
    try (InjectorSession _ = session) {
      for (TestContainer container : containers) {
        Eventually.await("no process left", () -> processes(container).isEmpty());
      }
    }
  }

  @AfterAll
  final void removeEverything() {
    engine.close();
  }

  final TestEngine engine() {
    return engine;
  }

  final InjectorSession session() {
    return session;
  }

  /// With a filesystem of its own at /data.
  final TestContainer container(String... options) {
    List<String> all = new ArrayList<>(List.of("--tmpfs", "/data:size=16m"));
    all.addAll(List.of(options));
    TestContainer container = engine.container(all.toArray(String[]::new));
    containers.add(container);
    return container;
  }

  /// The keepers and workers of a container.
  static List<Stressors.Running> processes(TestContainer container) {
    return Stressors.list().stream()
        .filter(one -> one.containerId().equals(container.id()))
        .toList();
  }
}
