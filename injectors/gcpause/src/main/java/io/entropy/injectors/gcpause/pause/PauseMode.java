package io.entropy.injectors.gcpause.pause;

import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// The declaration of `pause`.
public final class PauseMode {
  static final Parameter<Method> METHOD =
      Parameter.optional(
          "method",
          ValueType.choice(Method.class),
          "What makes it stand still; by default the best that this host has, in this order.");

  static final FailureMode MODE =
      new FailureMode(
          "pause",
          List.of("freeze"),
          "Makes every process of the container stand still.",
          Layer.CONTAINER,
          List.of(METHOD),
          List.of(),
          """
          Connections stay open and nothing is told: to its peers the container is silent. It stands
          still for as long as the injection lasts. A watchdog process lets it go on when the lease is
          over, the agent is killed, or its container is removed.
          `freezer` (cgroup v1 or v2) can't be seen from inside but by the clock. `sigstop` can: a
          parent is told that its child was stopped (SIGCHLD), and system calls may return early.
          `docker` asks the engine, which then shows the container as paused; it takes 20 to 40 ms and
          needs the engine's unix socket.
          A container that somebody else has paused is refused, and never let go on. While it's frozen
          a container can't be killed either: `docker kill` and `docker stop` wait for the end of the
          pause.
          """);

  private PauseMode() {}

  /// What makes a container stand still.
  public enum Method {
    FREEZER,
    SIGSTOP,
    DOCKER
  }
}
