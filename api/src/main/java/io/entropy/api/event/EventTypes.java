package io.entropy.api.event;

/// The types of events, as in `EventSpec.type`. A CloudEvent's type has [CloudEvents#PREFIX] in
/// front.
public final class EventTypes {
  public static final String POLICY_CREATED = "policy.created";
  public static final String POLICY_UPDATED = "policy.updated";
  public static final String POLICY_STARTED = "policy.started";
  public static final String POLICY_STOPPED = "policy.stopped";
  public static final String POLICY_REMOVED = "policy.removed";

  /// One tick's rolls, counted.
  public static final String ROLL = "roll";

  public static final String INJECTION_REQUESTED = "injection.requested";

  /// A hit that the blast radius or an active fault didn't admit.
  public static final String INJECTION_REFUSED = "injection.refused";

  public static final String INJECTION_APPLIED = "injection.applied";
  public static final String INJECTION_VERIFIED = "injection.verified";
  public static final String INJECTION_REVERTED = "injection.reverted";

  /// The end of one that is done once, such as a kill: nothing of it goes on.
  public static final String INJECTION_DONE = "injection.done";

  /// The kernel ended it: nobody kept its lease.
  public static final String INJECTION_EXPIRED = "injection.expired";

  public static final String INJECTION_FAILED = "injection.failed";

  /// It could not be undone: somebody has to look.
  public static final String INJECTION_LEAKED = "injection.leaked";

  public static final String TARGET_MATCHED = "target.matched";

  /// It matches but can't be one, e.g. for its network is the host's.
  public static final String TARGET_REFUSED = "target.refused";

  public static final String TARGET_LOST = "target.lost";

  /// A fault went on in its container's next life.
  public static final String TARGET_FOLLOWED = "target.followed";

  public static final String PROBE_SAMPLED = "probe.sampled";

  public static final String STEADYSTATE_BASELINED = "steadystate.baselined";
  public static final String STEADYSTATE_HELD = "steadystate.held";
  public static final String STEADYSTATE_DEVIATED = "steadystate.deviated";
  public static final String STEADYSTATE_RECOVERED = "steadystate.recovered";

  public static final String EXPERIMENT_STARTED = "experiment.started";
  public static final String EXPERIMENT_FINISHED = "experiment.finished";

  public static final String NODE_JOINED = "node.joined";
  public static final String NODE_DOWN = "node.down";
  public static final String NODE_RETURNED = "node.returned";

  /// Types of tasks begin so; what follows is the task's state.
  public static final String TASK_PREFIX = "task.";

  public static final String NOTIFICATION_CREATED = "notification.created";
  public static final String NOTIFICATION_REMOVED = "notification.removed";

  /// Events were gone from the log before its receiver took them.
  public static final String NOTIFICATION_LOST = "notification.lost";

  /// The bounds of all policies together.
  public static final String CLUSTER_UPDATED = "cluster.updated";

  /// Everything was told to end.
  public static final String HALT = "halt";

  /// Policies may be started again.
  public static final String RESUME = "resume";

  /// Somebody has changed something: who, and what was called.
  public static final String AUDIT_CHANGED = "audit.changed";

  /// Somebody was refused for want of a role, of a token, of a node's own certificate, or of one
  /// that is believed at all.
  public static final String AUDIT_REFUSED = "audit.refused";

  private EventTypes() {}
}
