package io.entropy.injectors.lifecycle;

import io.entropy.injectors.spi.Incarnation;
import java.time.Duration;
import java.util.Optional;

/// What came of a deed, as the engine tells it.
///
/// @param before the run that it was done to
/// @param ended that run, once it was over, when the engine could still be asked
/// @param after how it is now; empty when the container is gone
/// @param first how long the first order took
/// @param total how long it took until it showed
record Achieved(
    Incarnation before,
    Optional<Incarnation> ended,
    Optional<Incarnation> after,
    Duration first,
    Duration total) {

  /// The last of a run that is over; empty when the container runs or is gone, unseen.
  Optional<Incarnation> last() {
    return after.filter(now -> !now.isUp()).or(() -> ended);
  }

  /// From the end of the old run to the begin of the new one, by the engine's clock.
  Optional<Duration> down() {
    return after
        .filter(now -> now.isUp() && !now.isStill(before))
        .map(now -> Duration.between(now.finished(), now.started()));
  }

  /// Whether it took longer to end than it had.
  boolean ranOut(Duration grace) {
    Duration ending = first.minus(down().orElse(Duration.ZERO));
    boolean killed = last().map(l -> l.exitCode() == 128 + 9).orElse(true);
    return killed && ending.compareTo(grace) >= 0;
  }
}
