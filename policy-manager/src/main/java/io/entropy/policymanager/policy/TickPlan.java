package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.policymanager.target.TargetGroup;
import java.util.List;

/// What one tick of one policy comes to, before anything of it is written.
///
/// @param rolls how often the dice were rolled
/// @param successes how many of those were below the policy's probability
/// @param hits what those come to, in the order in which they competed: lowest roll first. A
///   success on a group is one a member, or one refusal
record TickPlan(DueTick due, int rolls, int successes, List<Hit> hits) {

  TickPlan {
    hits = List.copyOf(hits);
  }

  /// A target whose roll was below the policy's probability, and what became of it.
  sealed interface Hit {
    TargetGroup target();
  }

  record Injected(TargetGroup target, Injection injection) implements Hit {}

  record Refused(TargetGroup target, Refusal why) implements Hit {}
}
