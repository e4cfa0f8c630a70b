package io.entropy.policymanager.policy;

import io.entropy.api.v1.Amount;

/// How many targets may have a fault at once, over all policies and nodes.
///
/// @param most so many, or so many percent of the containers that run or have a fault, rounded
///   down; not bounded when it isn't set
public record ClusterBound(Amount most) {
  public static final ClusterBound NONE = new ClusterBound(Amount.getDefaultInstance());

  public boolean isSet() {
    return most.getValueCase() != Amount.ValueCase.VALUE_NOT_SET;
  }
}
