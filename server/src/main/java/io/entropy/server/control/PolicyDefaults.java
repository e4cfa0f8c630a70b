package io.entropy.server.control;

import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.policymanager.cluster.ClusterObject;
import io.entropy.store.Store;
import java.util.random.RandomGenerator;

/// What a policy gets that its author left open. It's stored in the spec, so that everyone sees it.
///
/// @param store that has the blast radius of policies that set none
/// @param random for seeds; one that several threads may use
public record PolicyDefaults(Store store, RandomGenerator random) {

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
    BlastRadius usual = store.view(ClusterObject::bounds).getDefaultBlastRadius();
    BlastRadius given = spec.getBlastRadius();
    BlastRadius.Builder bounds = given.toBuilder();
    if (!given.hasLimit() && usual.hasLimit()) {
      bounds.setLimit(usual.getLimit());
    }
    if (!given.hasMinHealthy() && usual.hasMinHealthy()) {
      bounds.setMinHealthy(usual.getMinHealthy());
    }
    if (!bounds.build().equals(given)) {
      whole.setBlastRadius(bounds);
    }
    return whole.build();
  }
}
