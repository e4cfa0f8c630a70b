package io.entropy.cli.client;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.ListPoliciesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A policy as a file has it, and as a manager has it. What a file leaves open and the manager
/// chose (a seed, a default) is no difference.
///
/// @param known empty when the manager has none of that name
record Difference(FailurePolicySpec wanted, Optional<FailurePolicy> known) {

  static List<Difference> of(ManagerClient client, List<FailurePolicySpec> wanted) {
    List<FailurePolicy> there =
        client
            .call(control -> control.listPolicies(ListPoliciesRequest.getDefaultInstance()))
            .getPoliciesList();
    List<Difference> differences = new ArrayList<>();
    for (FailurePolicySpec spec : wanted) {
      differences.add(
          new Difference(
              spec,
              there.stream()
                  .filter(p -> p.getSpec().getName().equalsIgnoreCase(spec.getName()))
                  .findFirst()));
    }
    return differences;
  }

  /// What the manager is to have.
  FailurePolicySpec result() {
    FailurePolicySpec before = known.map(FailurePolicy::getSpec).orElse(wanted);
    FailurePolicySpec.Builder result = wanted.toBuilder();
    if (wanted.getSeed() == 0) {
      result.setSeed(before.getSeed());
    }
    if (!wanted.hasFrequency() && before.hasFrequency()) {
      result.setFrequency(before.getFrequency());
    }
    if (!wanted.hasDuration() && before.hasDuration()) {
      result.setDuration(before.getDuration());
    }
    if (wanted.getOnRestartValue() == 0) {
      result.setOnRestart(before.getOnRestart());
    }
    return result.build();
  }

  boolean isNone() {
    return known.isPresent() && known.get().getSpec().equals(result());
  }

  /// Lines that go and come, with the others between them.
  List<String> lines() {
    List<String> before =
        known
            .map(policy -> ObjectPrinter.yaml(policy.getSpec()).lines().toList())
            .orElse(List.of());
    List<String> after = ObjectPrinter.yaml(result()).lines().toList();
    return LineDiff.of(before, after);
  }
}
