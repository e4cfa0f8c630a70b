package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The process that gives the orders is killed while a container has its grace: the engine goes on
/// by itself, and nothing is left half done.
class KilledMidwayIT extends OnContainers {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Has the deed begun by a process of its own, which is killed, with its `docker` command, as
  /// soon as the container has its signal.
  private TestContainer begun(String mode) throws Exception {
    TestContainer container = answering("echo stopping");
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Doer.class.getName(),
                mode,
                container.id())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      await().atMost(PATIENCE).until(() -> logs(container).contains("stopping"));
    } finally {
      List<ProcessHandle> all =
          Stream.concat(Stream.of(child.toHandle()), child.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }
    return container;
  }

  private void nothingToUndo(String mode, TestContainer container) throws Exception {
    InjectorProvider provider = FailureModes.load().provider(mode).orElseThrow();
    Undo undo = new Undo("i", "5e551071", mode, container.id(), "it", Map.of());
    try (InjectorContext another = new InjectorContext("0000abcd", new EngineRuntime())) {
      assertThat(provider.open(another).revert(undo)).isInstanceOf(Reverted.Nothing.class);
    }
  }

  @Test
  void aRestartIsFinishedByTheEngine() throws Exception {
    TestContainer container = begun("restart");
    // The new run says that it's ready, too.
    await()
        .atMost(PATIENCE)
        .until(() -> logs(container).lines().filter(l -> l.equals("ready")).count() == 2);
    nothingToUndo("restart", container);
    assertThat(state(container)).isEqualTo("running 0");
  }

  @Test
  void aStopIsFinishedByTheEngine() throws Exception {
    TestContainer container = begun("stop");
    await().atMost(PATIENCE).until(() -> state(container).equals("exited 137"));
    nothingToUndo("stop", container);
    assertThat(state(container)).isEqualTo("exited 137");
  }

  @Test
  void aRemovalLeavesAStoppedContainerAtMost() throws Exception {
    TestContainer container = begun("rm");
    await()
        .atMost(PATIENCE)
        .until(() -> !exists(container) || state(container).equals("exited 137"));
    nothingToUndo("rm", container);
  }

  static final class Doer {
    private Doer() {}

    public static void main(String[] args) throws Exception {
      InjectorProvider provider = FailureModes.load().provider(args[0]).orElseThrow();
      try (InjectorSession session = new InjectorSession(new EngineRuntime())) {
        var _ = session.start(provider, new TestContainer(args[1]), "grace=3s");
      }
    }
  }
}
