package io.entropy.injectors.spi;

import io.entropy.injectors.spi.mode.value.Signal;
import java.time.Duration;
import java.util.Optional;

/// What an engine can be told to do to a container's life.
public sealed interface Order {

  /// Sends a signal to its first process. With KILL the answer comes when it has ended.
  record Kill(Signal signal) implements Order {}

  /// Sends its stop signal, and KILL when it hasn't ended after the grace.
  ///
  /// @param grace whole seconds
  /// @param signal another one than the container's own; engines before Docker 23 can't
  record Stop(Duration grace, Optional<Signal> signal) implements Order {}

  record Start() implements Order {}

  /// A stop and a start, by the engine, whatever becomes of whoever ordered it.
  record Restart(Duration grace, Optional<Signal> signal) implements Order {}

  /// Removes it, ending it by KILL when it runs.
  ///
  /// @param volumes whether its anonymous volumes go too
  record Remove(boolean volumes) implements Order {}

  /// Freezes its processes.
  record Pause() implements Order {}

  record Unpause() implements Order {}

  /// How long the engine rightly keeps one waiting for an answer, besides what it needs itself.
  default Duration grace() {
    return switch (this) {
      case Stop(Duration grace, _) -> grace;
      case Restart(Duration grace, _) -> grace;
      case Kill _, Start _, Remove _, Pause _, Unpause _ -> Duration.ZERO;
    };
  }

  /// What became of an order. Only an engine that fails throws.
  sealed interface Outcome {

    /// It's done.
    record Done() implements Outcome {}

    /// It was so before: a container that is to be stopped doesn't run, one to be started does.
    record Already() implements Outcome {}

    /// There is no such container.
    record Gone() implements Outcome {}

    /// Nothing was done; in the engine's words.
    record Refused(String why) implements Outcome {}
  }
}
