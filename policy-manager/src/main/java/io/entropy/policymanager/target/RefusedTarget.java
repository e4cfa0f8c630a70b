package io.entropy.policymanager.target;

import io.entropy.api.v1.Target;

/// A container that matches but can't have the policy's failure mode at all.
public record RefusedTarget(Target target, Reason reason) {

  /// Why, with what a user can do.
  public enum Reason {
    HOST_NETWORK("uses the host's network: a fault there would hit everything on the machine"),
    NO_NETWORK("has no network to disturb");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /// To follow a container's name.
    public String words() {
      return words;
    }
  }
}
