package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import io.entropy.injectors.gcpause.standstill.Echo;
import io.entropy.injectors.gcpause.standstill.StatedRuntime;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.SharedEngine;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of pauses on a container of their own, with an echo in it, and a session of their own.
/// After each test nothing of ours runs for the container.
@ExtendWith(SharedEngine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnEngine {
  /// Long enough for the slowest machine.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private TestContainer container;
  private Echo echo;
  private InjectorSession session;

  @BeforeEach
  final void startContainer() throws Exception {
    container = SharedEngine.get().container();
    echo = Echo.startIn(container);
    session = new InjectorSession(new StatedRuntime());
  }

  @AfterEach
  final void leaveNothing() throws Exception {
    session.close();
    echo.close();
    await("no watchdog", () -> watchdogs() == 0);
    String _ = Shell.run("docker", "rm", "-f", container.id());
  }

  final TestContainer container() {
    return container;
  }

  final Target target() {
    return container.target();
  }

  final Echo echo() {
    return echo;
  }

  final InjectorSession session() {
    return session;
  }

  final long watchdogs() {
    return Watchdogs.list().stream()
        .filter(one -> one.containerId().equals(container.id()))
        .count();
  }

  /// As a reaper does.
  final Reverted revertInAnotherProcess(Undo undo) throws InjectorException {
    try (InjectorContext other = new InjectorContext("0000beef", new StatedRuntime())) {
      return new PauseProvider().open(other).revert(undo);
    }
  }

  /// Something that comes true by itself.
  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("until %s", what).isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
