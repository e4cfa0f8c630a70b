package io.entropy.server.control;

import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.FailurePolicySpec;
import java.util.random.RandomGenerator;

/// What a policy gets that its author left open. It's stored in the spec, so that everyone sees it.
///
/// @param blastRadius the bounds of policies that set none
/// @param random for seeds; one that several threads may use
public record PolicyDefaults(BlastRadius blastRadius, RandomGenerator random) {

  /// The whole spec of a policy to be.
  FailurePolicySpec complete(FailurePolicySpec spec) {
    return complete(spec, random.nextLong(1, Long.MAX_VALUE));
  }

  /// The whole spec of a policy that is.
  ///
  /// @param seed the one it has
  FailurePolicySpec complete(FailurePolicySpec spec, long seed) {
    FailurePolicySpec.Builder whole = spec.toBuilder();
    if (spec.getSeed() == 0) {
      whole.setSeed(seed);
    }
    BlastRadius given = spec.getBlastRadius();
    BlastRadius.Builder bounds = given.toBuilder();
    if (!given.hasLimit() && blastRadius.hasLimit()) {
      bounds.setLimit(blastRadius.getLimit());
    }
    if (!given.hasMinHealthy() && blastRadius.hasMinHealthy()) {
      bounds.setMinHealthy(blastRadius.getMinHealthy());
    }
    if (!bounds.build().equals(given)) {
      whole.setBlastRadius(bounds);
    }
    return whole.build();
  }
}
