package io.entropy.policymanager.policy;

/// Whether a hit becomes a fault.
sealed interface Admission {

  /// It does.
  ///
  /// @param renews the injection whose fault ends as this one begins; empty when there is none
  record Admitted(String renews) implements Admission {}

  /// It does not.
  record Refused(Refusal why) implements Admission {}
}
