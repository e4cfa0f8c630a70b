package io.entropy.policymanager.policy;

import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.group.Division;
import io.entropy.injectors.spi.group.Grouping;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.ResolvedFailure;
import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.policymanager.target.TargetGroup;
import java.util.List;
import java.util.Optional;

/// Whether a policy can do what it asks with the containers there are. A pure function; any thread.
public final class Feasibility {
  private final FailureModes modes;

  public Feasibility(FailureModes modes) {
    this.modes = modes;
  }

  /// Why a hit on these containers would be refused as impossible, with the numbers; empty when it
  /// wouldn't be, as for every mode that acts on each container by itself.
  ///
  /// @param spec whose failure is valid
  public Optional<String> objection(FailurePolicySpec spec, List<Target> all) {
    Failure failure = spec.getFailure();
    Optional<Grouping> grouping =
        modes.provider(failure.getMode()).flatMap(InjectorProvider::grouping);
    if (grouping.isEmpty()) {
      return Optional.empty();
    }
    ResolvedFailure resolved = modes.resolve(failure);
    MatchingTargets matching = MatchingTargets.of(spec.getTarget(), resolved.mode().layer(), all);
    GroupMembers group = GroupMembers.of(matching.groups(), all);
    List<Target> members = group.up().stream().map(TargetGroup::representative).toList();
    return switch (grouping.get().divide(resolved.parameters(), members, group.others())) {
      case Division.Impossible impossible -> Optional.of(impossible.why());
      case Division.Parts _ -> Optional.empty();
    };
  }
}
