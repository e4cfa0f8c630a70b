package io.entropy.policymanager.assignment;

import io.entropy.api.v1.AssignedInjection;
import io.entropy.api.v1.AssignmentChange;
import java.util.List;

/// Who carries assignments to an agent. Called by the follower's thread, which it may hold up.
public interface AssignmentListener {

  /// All that is to be done now: what isn't among it is to be reverted. Said first, and again when
  /// changes were lost.
  void complete(List<AssignedInjection> all) throws InterruptedException;

  /// What one commit has changed.
  void changed(List<AssignmentChange> changes) throws InterruptedException;
}
