package io.entropy.proxy;

import java.util.OptionalLong;

/// A toxic at work on one direction of one connection: it decides, a [Lane] does. One thread.
interface Effect {
  /// What becomes of a chunk.
  ///
  /// @param bytes its length, at least 1
  /// @param ageNanos how long ago it got here
  Step chunk(int bytes, long ageNanos);

  /// What becomes of the end of the stream; 0 bytes are passed on.
  default Step end() {
    return new Step.Pass(0, 0);
  }

  /// The connection is ended so many nanoseconds after this began; empty when it isn't.
  default OptionalLong closesAfter() {
    return OptionalLong.empty();
  }

  /// Whether a connection that it has harmed is of no use any more when it's removed.
  default boolean closesWhenRemoved() {
    return false;
  }
}
