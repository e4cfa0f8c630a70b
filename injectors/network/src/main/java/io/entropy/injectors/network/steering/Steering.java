package io.entropy.injectors.network.steering;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.tc.Treatment;
import java.util.function.Function;

/// What is to happen to packets that are led through a class, and how that is judged.
///
/// @param name of what does it, for people: `htb`
/// @param judge says what was achieved
public record Steering(
    Direction direction, Treatment treatment, String name, Function<Passage, Fidelity> judge) {

  String mechanism() {
    return switch (direction) {
      case RECEIVE -> name + " on an ifb, by nftables ingress";
      case SEND -> name + ", by nftables egress";
    };
  }
}
