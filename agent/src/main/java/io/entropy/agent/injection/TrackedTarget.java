package io.entropy.agent.injection;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The incarnation of its target that an injection is at, and the next one as soon as that shows:
/// the same container as another process, or another container of its identity. Belongs to the
/// injection's thread.
final class TrackedTarget {
  private Target current;
  private @Nullable Target successor;

  TrackedTarget(Target current) {
    this.current = current;
  }

  Target current() {
    return current;
  }

  String name() {
    return current.getSpec().getName();
  }

  boolean isUp() {
    return isUp(current);
  }

  /// Whether this means that the current incarnation is gone. A new container of the same identity
  /// doesn't: it's kept in mind until the old one is.
  boolean isLostBy(Target changed) {
    boolean sameContainer = changed.getId().equals(current.getId());
    boolean samePid =
        changed.getStatus().getPid() == current.getStatus().getPid() || isPidUnknown(changed);
    if (sameContainer && isUp(changed) && samePid) {
      return false;
    }
    successor = isUp(changed) ? changed : successor;
    return sameContainer;
  }

  boolean isLostBy(String goneId) {
    return goneId.equals(current.getId());
  }

  /// The same while it's known to be lost. One whose pid wasn't looked up may be the next one: a
  /// list after an outage of the engine says no more.
  void mayReturnAs(Target changed) {
    boolean samePid = changed.getStatus().getPid() == current.getStatus().getPid();
    boolean stale = changed.getId().equals(current.getId()) && samePid && !isPidUnknown(changed);
    if (isUp(changed) && !stale) {
      successor = changed;
    }
  }

  Optional<Target> successor() {
    return Optional.ofNullable(successor);
  }

  void moveTo(Target next) {
    current = next;
    successor = null;
  }

  private static boolean isPidUnknown(Target target) {
    return target.getStatus().getPid() == 0;
  }

  private static boolean isUp(Target target) {
    State state = target.getStatus().getState();
    return state == State.RUNNING || state == State.PAUSED;
  }
}
