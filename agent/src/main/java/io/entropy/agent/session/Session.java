package io.entropy.agent.session;

import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import java.util.List;

/// The manager, as its agent sees it. Called from many threads at once; the reports of one
/// injection come in order, from one thread. A report must not throw: what can't be delivered is
/// the session's to keep or to drop.
public interface Session {

  void reportNode(String nodeId, NodeStatus status);

  /// Every container there is: a target that isn't among them is gone.
  void reportTargets(List<Target> complete);

  /// A target that is new or has changed.
  void reportTarget(Target target);

  void reportTargetGone(String id);

  /// How far an injection is. The last report of each has a state of `COMPLETE` or above.
  void reportInjection(String id, InjectionStatus status);

  /// Whether the manager answers: only then does a fault begin, and only then is its lease
  /// refreshed. Any thread; never blocks.
  default boolean isAlive() {
    return true;
  }

  /// Whether the manager outlives this process, so that what it assigned may come again to the
  /// process after it.
  default boolean outlivesAgent() {
    return false;
  }
}
