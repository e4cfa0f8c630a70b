package io.entropy.injectors.spi.mode;

import io.entropy.api.v1.Failure;

/// A failure whose mode is known and whose parameters are read and valid.
public record ResolvedFailure(FailureMode mode, Parameters parameters) {

  /// The same in canonical text: the mode by its own name, only what was given.
  public Failure toFailure() {
    return Failure.newBuilder().setMode(mode.name()).putAllParameters(parameters.text()).build();
  }

  /// As typed: `recv_drop percent=30`.
  @Override
  public String toString() {
    return (mode.name() + " " + parameters).strip();
  }
}
