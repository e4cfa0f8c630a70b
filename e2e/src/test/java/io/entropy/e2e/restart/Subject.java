package io.entropy.e2e.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.e2e.safety.Eventually;
import io.entropy.e2e.safety.RunEvent;
import io.entropy.e2e.safety.Tables;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// A container with an `entropy run` of its own that makes one fault in it.
record Subject(TestEngine engine, TestContainer container, EntropyProcess run, Sense sense)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  RunEvent await(String event) throws InterruptedException {
    return RunEvent.await(run, event);
  }

  void assertTold(String event, int times) {
    assertThat(RunEvent.of(run, event)).as("%s in\n%s", event, run.everything()).hasSize(times);
  }

  void awaitFelt() throws InterruptedException {
    Duration _ = Eventually.within(PATIENCE, "it's felt:\n" + run.everything(), this::isFelt);
  }

  void awaitUnfelt() throws InterruptedException {
    Duration _ = Eventually.within(PATIENCE, "it's over:\n" + run.everything(), () -> !isFelt());
  }

  private boolean isFelt() {
    try {
      return sense.feels(container);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void restart() {
    int before = container.pid();
    String _ = Shell.run("docker", "restart", "-t", "0", container.id());
    assertThat(container.pid()).isNotEqualTo(before).isNotZero();
  }

  /// As Ctrl-C does.
  void interrupt() throws InterruptedException {
    run.signal("INT");
    assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
    awaitUnfelt();
    assertTold("injection.failed", 0);
    assertTold("injection.leaked", 0);
    assertThat(Tables.in(container)).isEmpty();
  }

  @Override
  public void close() {
    run.close();
    engine.remove(container.target());
  }
}
