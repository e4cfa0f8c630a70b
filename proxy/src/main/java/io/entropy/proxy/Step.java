package io.entropy.proxy;

/// What a toxic does with the chunk in hand, or with the end of the stream.
sealed interface Step {
  /// Passes so many of its first bytes on after a wait; the rest is asked about again.
  record Pass(int bytes, long afterNanos) implements Step {}

  /// Passes so many of its first bytes on and then ends the connection.
  record Last(int bytes) implements Step {}

  /// Loses it.
  record Drop() implements Step {}

  /// Ends the connection after a wait; with a reset, or in order behind what was passed on before.
  record Close(long afterNanos, boolean reset) implements Step {}
}
