package io.entropy.agent;

import io.entropy.agent.session.Session;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import java.util.List;

/// A session that passes everything on.
class ForwardingSession implements Session {
  private final Session to;

  ForwardingSession(Session to) {
    this.to = to;
  }

  @Override
  public void reportNode(String nodeId, NodeStatus status) {
    to.reportNode(nodeId, status);
  }

  @Override
  public void reportTargets(List<Target> complete) {
    to.reportTargets(complete);
  }

  @Override
  public void reportTarget(Target target) {
    to.reportTarget(target);
  }

  @Override
  public void reportTargetGone(String id) {
    to.reportTargetGone(id);
  }

  @Override
  public void reportInjection(String id, InjectionStatus status) {
    to.reportInjection(id, status);
  }
}
