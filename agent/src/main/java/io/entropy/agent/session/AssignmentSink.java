package io.entropy.agent.session;

import io.entropy.api.v1.EndReason;
import java.util.Set;

/// Where a session puts what an agent is to do. Any thread; returns at once.
public interface AssignmentSink {

  /// All that the agent is to do now: what isn't among them is ended and reverted.
  void complete(Set<Assignment> assignments);

  /// One more, or one that is known with a higher desired state.
  void assign(Assignment assignment);

  /// Ends an injection before its time; nothing when it's over already.
  void end(String injectionId, EndReason reason);
}
