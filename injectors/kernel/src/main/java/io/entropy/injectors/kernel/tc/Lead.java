package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import java.util.List;
import java.util.Optional;

/// Which packets a fault leads through a class, and what is to happen to them there.
///
/// @param only the device's name; empty for all
/// @param stages of the fault's rules
public record Lead(
    Direction direction, Optional<String> only, List<Stage> stages, Treatment treatment) {

  public Lead {
    stages = List.copyOf(stages);
  }

  /// All packets of a direction.
  public static Lead ofAll(Direction direction, Treatment treatment) {
    return new Lead(direction, Optional.empty(), List.of(), treatment);
  }

  /// Whether there may be packets that meet both.
  boolean mayMeet(Lead other) {
    return direction == other.direction && Stage.mayMeet(stages, other.stages);
  }

  /// Whether packets are lost for its sake.
  boolean loses() {
    return switch (treatment) {
      case Limit _ -> true;
      case Netem netem -> !netem.loss().equals(Chance.NEVER);
    };
  }
}
