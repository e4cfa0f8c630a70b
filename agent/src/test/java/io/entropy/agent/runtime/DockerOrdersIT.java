package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.Order.Outcome;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.value.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerOrdersIT {
  private static final Order KILL = new Order.Kill(Signal.KILL);

  @TempDir static Path context;
  private static Containers containers;
  private static DockerRuntime engine;

  @BeforeAll
  static void open() throws Exception {
    containers = new Containers(context);
    engine = DockerRuntime.open(EngineEndpoint.of(null, Map.of()));
  }

  @AfterAll
  static void close() {
    engine.close();
    containers.close();
  }

  private static Incarnation life(String id) throws RuntimeUnavailableException {
    return engine.life(id).orElseThrow();
  }

  @Test
  void killedStartedStoppedAndRestartedContainersTellSoOfThemselves() throws Exception {
    String id = containers.run("mortal");
    Incarnation first = life(id);
    assertThat(first.state()).isEqualTo(State.RUNNING);
    assertThat(first.finished()).isEqualTo(Instant.EPOCH);
    assertThat(first.restartPolicy()).isEqualTo("no");
    assertThat(first.removedAtEnd()).isFalse();

    assertThat(engine.order(id, KILL)).isEqualTo(new Outcome.Done());
    Incarnation killed = life(id);
    assertThat(killed.isUp()).isFalse();
    assertThat(killed.exitCode()).isEqualTo(137);
    assertThat(killed.finished()).isAfter(first.started());
    assertThat(engine.order(id, KILL)).isInstanceOf(Outcome.Refused.class);

    assertThat(engine.order(id, new Order.Start())).isEqualTo(new Outcome.Done());
    assertThat(engine.order(id, new Order.Start())).isEqualTo(new Outcome.Already());
    Incarnation second = life(id);
    assertThat(second.isUp()).isTrue();
    assertThat(second.isStill(first)).isFalse();

    Order restart = new Order.Restart(Duration.ofSeconds(1), Optional.empty());
    assertThat(engine.order(id, restart)).isEqualTo(new Outcome.Done());
    assertThat(life(id).isStill(second)).isFalse();

    // Its first process has no handler for TERM: only the end of the grace ends it.
    Order stop = new Order.Stop(Duration.ofSeconds(1), Optional.empty());
    assertThat(engine.order(id, stop)).isEqualTo(new Outcome.Done());
    assertThat(life(id).exitCode()).isEqualTo(137);
    assertThat(engine.order(id, stop)).isEqualTo(new Outcome.Already());
  }

  @Test
  void pausedContainersAreFrozenUntilUnpaused() throws Exception {
    String id = containers.run("frozen");
    assertThat(engine.order(id, new Order.Pause())).isEqualTo(new Outcome.Done());
    assertThat(life(id).state()).isEqualTo(State.PAUSED);
    assertThat(engine.order(id, new Order.Pause())).isInstanceOf(Outcome.Refused.class);
    assertThat(engine.order(id, new Order.Unpause())).isEqualTo(new Outcome.Done());
    assertThat(life(id).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void removedContainersAreGone() throws Exception {
    String id = containers.run("doomed", "--restart", "always");
    assertThat(life(id).restartPolicy()).isEqualTo("always");
    assertThat(engine.order(id, new Order.Remove(true))).isEqualTo(new Outcome.Done());
    assertThat(engine.life(id)).isEmpty();
    assertThat(engine.order(id, new Order.Remove(true))).isEqualTo(new Outcome.Gone());
    assertThat(engine.order(id, KILL)).isEqualTo(new Outcome.Gone());
  }

  @Test
  void anEngineThatIsNotThereIsNoOutcome() throws Exception {
    EngineEndpoint nowhere = EngineEndpoint.of("unix://" + context.resolve("none.sock"), Map.of());
    try (DockerRuntime none = DockerRuntime.open(nowhere)) {
      assertThatExceptionOfType(RuntimeUnavailableException.class)
          .isThrownBy(() -> none.order("any", KILL))
          .withMessageContaining("none.sock");
    }
  }
}
