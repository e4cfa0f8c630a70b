package io.entropy.cli.run;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.ResolvedFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/// From what was typed to a policy's spec whose failure mode is known.
public final class PolicySpecs {
  private PolicySpecs() {}

  /// A spec, with the name that it has by default.
  ///
  /// @param layer what its failure mode acts on
  public record Named(FailurePolicySpec spec, Layer layer) {}

  /// Reads it.
  ///
  /// @param violations those found so far
  /// @throws io.entropy.api.text.InvalidInputException with every violation
  public static Named read(
      PolicyOptions typed, Optional<Duration> runFor, FailureModes modes, Violations violations) {
    FailurePolicySpec.Builder spec =
        new PolicyFromOptions(typed, violations).read(new SplittableRandom()).toBuilder();
    runFor.ifPresent(time -> spec.setRunFor(ProtoTime.toProto(time)));
    Optional<ResolvedFailure> failure = modes.resolve(spec.getFailure(), violations);
    violations.throwIfAny();
    // A policy without a name has its mode's own name, whatever alias was typed: the name is part
    // of the dice.
    if (typed.name == null) {
      spec.setName(failure.orElseThrow().mode().name());
    }
    return new Named(spec.build(), failure.orElseThrow().mode().layer());
  }
}
