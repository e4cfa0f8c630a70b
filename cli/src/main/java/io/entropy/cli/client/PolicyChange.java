package io.entropy.cli.client;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.UpdatePolicyRequest;

/// Another spec for a policy that was read: refused when somebody has changed it since.
final class PolicyChange {
  private PolicyChange() {}

  static FailurePolicy make(ManagerClient client, FailurePolicy known, FailurePolicySpec spec) {
    UpdatePolicyRequest request =
        UpdatePolicyRequest.newBuilder()
            .setPolicy(known.getId())
            .setVersion(known.getStatus().getSpecVersion())
            .setSpec(spec)
            .build();
    return client.call(control -> control.updatePolicy(request));
  }
}
