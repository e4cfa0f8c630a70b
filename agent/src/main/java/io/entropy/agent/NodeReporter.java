package io.entropy.agent;

import io.entropy.agent.injection.InjectionSupervisor;
import io.entropy.agent.runtime.TargetListener;
import io.entropy.agent.session.Session;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime.EngineInfo;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells the session of the node and its targets, and the injections of their targets. Called by
/// the starting thread first, then by the target watcher's.
final class NodeReporter implements TargetListener {
  private final Session session;
  private final Set<String> known = new HashSet<>();
  private @Nullable InjectionSupervisor supervisor;
  private volatile @Nullable Ready ready;

  private record Ready(String id, NodeStatus status) {}

  NodeReporter(Session session) {
    this.session = session;
  }

  void tells(InjectionSupervisor told) {
    supervisor = told;
  }

  /// The node can take assignments from now on.
  void ready(String id) {
    NodeStatus.Builder status = NodeStatus.newBuilder().setState(NodeStatus.State.READY);
    report(new Ready(id, status.setHostname(id).build()));
  }

  /// The same, with what its engine says of itself.
  void ready(String id, EngineInfo engine) {
    report(new Ready(id, of(engine).build()));
  }

  private static NodeStatus.Builder of(EngineInfo engine) {
    return NodeStatus.newBuilder()
        .setState(NodeStatus.State.READY)
        .setHostname(engine.name())
        .setKernel(engine.kernel())
        .setEngineVersion(engine.version());
  }

  /// What this host has, once that was found out; after it was ready, from any thread.
  void found(EngineInfo engine, List<MechanismStatus> mechanisms) {
    String id = Objects.requireNonNull(ready).id;
    report(new Ready(id, of(engine).addAllMechanisms(mechanisms).build()));
  }

  private void report(Ready now) {
    ready = now;
    session.reportNode(now.id, now.status);
  }

  @Override
  public void targets(List<Target> complete) {
    session.reportTargets(complete);
    Set<String> now = complete.stream().map(Target::getId).collect(Collectors.toSet());
    if (supervisor != null) {
      known.stream().filter(id -> !now.contains(id)).forEach(supervisor::targetGone);
      complete.forEach(supervisor::target);
    }
    known.clear();
    known.addAll(now);
  }

  @Override
  public void target(Target changed) {
    known.add(changed.getId());
    session.reportTarget(changed);
    if (supervisor != null) {
      supervisor.target(changed);
    }
  }

  @Override
  public void targetGone(String id) {
    known.remove(id);
    session.reportTargetGone(id);
    if (supervisor != null) {
      supervisor.targetGone(id);
    }
  }

  /// Its faults go on: they need the kernel, not the engine.
  @Override
  public void engineLost(RuntimeUnavailableException why) {
    Ready last = ready;
    if (last != null) {
      String message = String.valueOf(why.getMessage());
      session.reportNode(
          last.id,
          last.status.toBuilder().setState(NodeStatus.State.DOWN).setMessage(message).build());
    }
  }

  @Override
  public void engineBack() {
    Ready last = ready;
    if (last != null) {
      session.reportNode(last.id, last.status);
    }
  }
}
