package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// Tests on real containers whose first process obeys TERM or doesn't.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnContainers {
  static final int OBEYED = 43;

  private TestEngine engine;
  private InjectorSession session;

  @BeforeAll
  final void open() throws IOException {
    engine = TestEngine.open();
    session = new InjectorSession(new EngineRuntime());
  }

  @AfterAll
  final void close() {
    try (InjectorSession _ = session) {
      engine.close();
    }
  }

  final InjectorSession session() {
    return session;
  }

  /// One whose first process has no handler of any signal.
  final TestContainer stubborn(String... options) {
    return engine.container(options);
  }

  /// One whose first process ends by TERM with code [#OBEYED], and takes no notice of USR1 but to
  /// say so.
  final TestContainer obeying(String... options) {
    return answering("exit " + OBEYED, options);
  }

  /// One whose first process answers TERM by that command of a shell.
  final TestContainer answering(String answer, String... options) {
    String traps = "trap '%s' TERM; trap 'echo usr1' USR1; echo ready;".formatted(answer);
    List<String> command = List.of("sh", "-c", traps + " while :; do busybox sleep 0.1; done");
    TestContainer container = engine.container(List.of(options), command);
    await().atMost(Duration.ofSeconds(30)).until(() -> logs(container).contains("ready"));
    return container;
  }

  static String logs(TestContainer container) {
    return Shell.run("docker", "logs", container.id());
  }

  /// Does it; what came of it.
  final Fidelity done(InjectorProvider provider, TestContainer target, String parameters)
      throws InjectorException {
    try (Started started = session.start(provider, target, parameters)) {
      return started.fault().observe();
    }
  }

  final InjectorException refused(InjectorProvider provider, Target target, String parameters) {
    return catchThrowableOfType(
        InjectorException.class, () -> session.start(provider, target, parameters).close());
  }

  static Map<String, Double> measured(Fidelity fidelity) {
    return fidelity.getMeasurementsList().stream()
        .collect(Collectors.toMap(Measurement::getName, Measurement::getValue));
  }

  static boolean exists(TestContainer container) {
    return Shell.attempt(List.of("docker", "inspect", container.id())).exitCode() == 0;
  }

  static String state(TestContainer container) {
    return container.inspect("{{.State.Status}} {{.State.ExitCode}}");
  }
}
