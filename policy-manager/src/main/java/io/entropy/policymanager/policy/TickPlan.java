package io.entropy.policymanager.policy;

import io.entropy.api.v1.Injection;
import io.entropy.policymanager.target.TargetGroup;
import java.util.List;

/// What one tick of one policy comes to, before anything of it is written.
///
/// @param hits in the order in which they competed: lowest roll first
record TickPlan(DueTick due, int rolls, List<Hit> hits) {

  TickPlan {
    hits = List.copyOf(hits);
  }

  /// A roll below the policy's probability, and what became of it.
  sealed interface Hit {
    TargetGroup target();
  }

  record Injected(TargetGroup target, Injection injection) implements Hit {}

  record Refused(TargetGroup target, Refusal why) implements Hit {}
}
