package io.entropy.agent.injection;

import io.entropy.agent.session.Assignment;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Target;

/// What an injection's thread is told while it waits.
sealed interface Signal {

  /// It's to end now.
  record End(EndReason reason) implements Signal {}

  /// Its assignment again, with a desired state that may be higher.
  record Assigned(Assignment assignment) implements Signal {}

  /// A container of its target's id or identity is new or has changed.
  record TargetChanged(Target target) implements Signal {}

  /// The container of that id is gone.
  record TargetGone(String id) implements Signal {}

  /// Another injection has taken over its fault.
  record TakenOver() implements Signal {}
}
