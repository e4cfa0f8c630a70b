package io.entropy.cli.standalone;

import io.entropy.agent.session.Session;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeSpec;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import java.util.List;

/// The manager as the agent of the same process sees it: its reports go straight to the store. Any
/// thread.
final class StoreSession implements Session {
  private final Store store;
  private final TargetRecorder targets;
  private final InjectionStatusRecorder injections;

  /// The agent's node: what its targets say, or it itself; empty until then.
  private volatile String nodeId = "";

  StoreSession(Store store, TargetRecorder targets, InjectionStatusRecorder injections) {
    this.store = store;
    this.targets = targets;
    this.injections = injections;
  }

  @Override
  public void reportNode(String id, NodeStatus status) {
    nodeId = id;
    store.update(tx -> {
      var known = tx.get(Kinds.NODES, id);
      return known.isPresent()
          ? tx.update(Kinds.NODES, known.get().toBuilder().setStatus(status).build())
          : tx.create(
              Kinds.NODES,
              Node.newBuilder()
                  .setId(id)
                  .setSpec(NodeSpec.newBuilder().setName(status.getHostname()))
                  .setStatus(status)
                  .build());
    });
  }

  @Override
  public void reportTargets(List<Target> complete) {
    if (!complete.isEmpty()) {
      nodeId = complete.getFirst().getSpec().getNodeId();
    }
    targets.complete(nodeId, complete);
  }

  @Override
  public void reportTarget(Target target) {
    nodeId = target.getSpec().getNodeId();
    targets.changed(nodeId, target);
  }

  @Override
  public void reportTargetGone(String id) {
    targets.gone(nodeId, id);
  }

  @Override
  public void reportInjection(String id, InjectionStatus status) {
    injections.record(nodeId, id, status);
  }
}
