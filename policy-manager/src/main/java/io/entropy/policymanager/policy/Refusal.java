package io.entropy.policymanager.policy;

import java.util.Locale;

/// Why a hit makes no fault.
///
/// @param message one line, with the numbers
/// @param actual how many there would be (LIMIT, MAX_ACTIVE: with a fault; MIN_HEALTHY: healthy and
///   without one) or are (IMPOSSIBLE); 0 for the other reasons
/// @param bound how many the policy or the cluster allows, or wants to be left, or needs; 0 for the
///   other reasons
record Refusal(Reason reason, String message, int actual, int bound) {

  /// In the order in which they're asked.
  enum Reason {
    /// A group has too few members for what is asked of it.
    IMPOSSIBLE,
    /// The node's agent has no session: nobody would make the fault.
    NODE_AWAY,
    NOT_RUNNING,
    ALREADY_ACTIVE,
    LIMIT,
    /// The bound on all policies together.
    MAX_ACTIVE,
    MIN_HEALTHY
  }

  /// As in events: `min_healthy`.
  String code() {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
