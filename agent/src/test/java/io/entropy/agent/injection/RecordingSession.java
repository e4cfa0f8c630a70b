package io.entropy.agent.injection;

import io.entropy.agent.session.Session;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import java.util.ArrayList;
import java.util.List;

/// A session that keeps what was reported. Any thread.
public final class RecordingSession implements Session {
  private final List<Report> reports = new ArrayList<>();
  private final List<NodeStatus> nodes = new ArrayList<>();
  private final List<List<Target>> complete = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private volatile boolean alive = true;

  public record Report(String id, InjectionStatus status) {}

  @Override
  public synchronized void reportNode(String nodeId, NodeStatus status) {
    nodes.add(status);
  }

  @Override
  public synchronized void reportTargets(List<Target> all) {
    complete.add(all);
  }

  @Override
  public synchronized void reportTarget(Target target) {
    targets.add(target);
  }

  @Override
  public synchronized void reportTargetGone(String id) {
    gone.add(id);
  }

  @Override
  public synchronized void reportInjection(String id, InjectionStatus status) {
    reports.add(new Report(id, status));
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  public void alive(boolean isThere) {
    alive = isThere;
  }

  public synchronized List<InjectionStatus> of(String id) {
    return reports.stream().filter(r -> r.id.equals(id)).map(Report::status).toList();
  }

  public List<InjectionState> states(String id) {
    return of(id).stream().map(InjectionStatus::getState).toList();
  }

  public InjectionStatus last(String id) {
    return of(id).getLast();
  }

  public synchronized List<NodeStatus> nodes() {
    return List.copyOf(nodes);
  }

  public synchronized List<List<Target>> complete() {
    return List.copyOf(complete);
  }

  public synchronized List<Target> targets() {
    return List.copyOf(targets);
  }

  public synchronized List<String> gone() {
    return List.copyOf(gone);
  }
}
