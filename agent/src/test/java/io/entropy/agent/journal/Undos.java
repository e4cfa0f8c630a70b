package io.entropy.agent.journal;

import io.entropy.injectors.spi.Undo;
import java.util.Map;

/// Undo records for tests.
final class Undos {
  private Undos() {}

  static Undo of(String injectionId) {
    return new Undo(
        injectionId,
        "5e551071",
        "fake_drop",
        "target-of-" + injectionId,
        "voter \"1\"\n",
        Map.of("netns", "4026532291", "table", "entropy_5e551071"));
  }
}
