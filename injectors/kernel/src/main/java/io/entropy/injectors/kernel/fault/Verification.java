package io.entropy.injectors.kernel.fault;

import java.time.Duration;

/// What the kernel holds of a fault right now.
///
/// @param armed whether its rules are there
/// @param left how long its lease lives on without renewal; zero when it has none
public record Verification(boolean armed, Duration left) {
  static final Verification NOTHING = new Verification(false, Duration.ZERO);

  /// Whether packets are being hit.
  public boolean active() {
    return armed && left.isPositive();
  }
}
