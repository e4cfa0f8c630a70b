package io.entropy.injectors.spi;

import io.entropy.api.v1.TargetStatus.State;
import java.time.Instant;

/// A container's life as the engine tells it: the run that goes on, or the last one.
///
/// @param pid 0 when it doesn't run
/// @param started when the run began, by the engine's clock; [Instant#EPOCH] when it never did
/// @param finished when the last run that is over ended; [Instant#EPOCH] when none is
/// @param exitCode of the last run; 0 while it runs, 128 + n when signal n ended it
/// @param outOfMemory whether the kernel ended a process of it for want of memory
/// @param restarts how often its restart policy has brought it back
/// @param restartPolicy e.g. "always"; "no" when it has none
/// @param removedAtEnd whether the engine removes it when it ends (`--rm`)
public record Incarnation(
    State state,
    int pid,
    Instant started,
    Instant finished,
    int exitCode,
    boolean outOfMemory,
    int restarts,
    String restartPolicy,
    boolean removedAtEnd) {

  /// Whether it has processes, be they frozen.
  public boolean isUp() {
    return state == State.RUNNING || state == State.PAUSED;
  }

  /// Whether it's up, as the same processes.
  public boolean isStill(Incarnation before) {
    return isUp() && started.equals(before.started) && pid == before.pid;
  }
}
