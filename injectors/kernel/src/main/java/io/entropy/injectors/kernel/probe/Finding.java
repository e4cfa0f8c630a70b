package io.entropy.injectors.kernel.probe;

/// Whether a mechanism works here; `reason` is why not, empty when it does.
public record Finding(Mechanism mechanism, boolean available, String reason) {
  static Finding available(Mechanism mechanism) {
    return new Finding(mechanism, true, "");
  }

  static Finding missing(Mechanism mechanism, String reason) {
    return new Finding(mechanism, false, reason);
  }
}
