package io.entropy.injectors.lifecycle;

import io.entropy.api.text.DurationRange;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.FailureMode.Span;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.Signal;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.time.Duration;
import java.util.List;

/// The declarations of `kill`, `stop`, `restart` and `rm`.
final class LifecycleMode {
  static final Parameter<Signal> SIGNAL =
      Parameter.withDefault(
          "signal", ValueType.signal(), "KILL", "What is sent to the container's first process.");
  static final Parameter<Duration> GRACE =
      Parameter.withDefault(
          "grace",
          ValueType.duration(DurationRange.between(Duration.ZERO, Duration.ofHours(1))),
          "10s",
          "How long it may take to end by itself before KILL ends it.");
  static final Parameter<Signal> STOP_SIGNAL =
      Parameter.optional(
          "signal",
          ValueType.signal(),
          "Sent instead of the container's own stop signal; needs Docker 23.");
  static final Parameter<Volumes> VOLUMES =
      Parameter.withDefault(
          "volumes",
          ValueType.choice(Volumes.class),
          "keep",
          "What becomes of its anonymous volumes; named ones are kept.");

  /// What becomes of a removed container's anonymous volumes.
  enum Volumes {
    KEEP,
    REMOVE
  }

  private static final Signal STOP_PROCESS = new Signal(19);

  private static final Rule NO_STANDSTILL =
      new Rule(
          List.of(SIGNAL.name()),
          "STOP would have the container stand still for good",
          "`pause`, which ends with its lease, or another signal",
          p -> !p.get(SIGNAL).equals(STOP_PROCESS));
  private static final Rule WHOLE_SECONDS =
      new Rule(
          List.of(GRACE.name()),
          "the engine counts the grace in whole seconds",
          "whole seconds, such as 10s",
          p -> p.get(GRACE).equals(Duration.ofSeconds(p.get(GRACE).toSeconds())));

  private static final String INSTANT =
      """
      It's over once it's done: it has no duration, and nothing is undone when the policy ends.
      At most so many at once (`--limit`) therefore holds nothing back for long; `--min-healthy` does.
      """;
  private static final String STAYS =
      """
      The container stays stopped until somebody starts it. The engine takes the order as one of its
      user, so that a restart policy doesn't bring it back; `restart` does.
      """;
  private static final String GRACEFUL =
      """
      The engine sends the container's stop signal (TERM unless its image says otherwise), and KILL
      when the grace is over. It goes on with that when the agent is killed meanwhile.
      A frequency below the grace may order it again while the container still has its grace.
      """;

  static final FailureMode KILL =
      mode(
          "kill",
          "Sends a signal to the container's first process.",
          List.of(SIGNAL),
          List.of(NO_STANDSTILL),
          INSTANT
              + """
              The container stays stopped until somebody starts it: the engine takes a kill as an
              order of its user, so that no restart policy brings it back, unless the container names
              a stop signal and another one but KILL is sent. What happened is reported.
              The first process of a container ignores signals that it has no handler for, except KILL:
              a container that still runs a second after another signal is reported as such.
              """);

  static final FailureMode STOP =
      mode(
          "stop",
          "Stops the container: its stop signal, then KILL after a grace.",
          List.of(GRACE, STOP_SIGNAL),
          List.of(WHOLE_SECONDS),
          INSTANT + STAYS + GRACEFUL);

  static final FailureMode RESTART =
      mode(
          "restart",
          "Restarts the container: stopped as by `stop`, then started.",
          List.of(GRACE, STOP_SIGNAL),
          List.of(WHOLE_SECONDS),
          INSTANT
              + GRACEFUL
              + "It's one order, so that the engine starts it again whatever becomes of the agent.\n");

  static final FailureMode REMOVE =
      mode(
          "rm",
          "Removes the container, stopped as by `stop`.",
          List.of(GRACE, STOP_SIGNAL, VOLUMES),
          List.of(WHOLE_SECONDS),
          INSTANT
              + GRACEFUL
              + """
              These are two orders, unless the grace is 0s: an agent that is killed between them leaves
              the container stopped. What the container wrote outside of volumes is lost.
              """);

  private LifecycleMode() {}

  private static FailureMode mode(
      String name, String summary, List<Parameter<?>> parameters, List<Rule> rules, String notes) {
    return new FailureMode(
        name, List.of(), summary, Layer.CONTAINER, parameters, rules, notes, Span.INSTANT);
  }
}
