package io.entropy.agent.remote;

import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.SessionRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a node is registered as: what its agent was started with, and what that has found out. Any
/// thread.
final class Registration {
  /// The dispatcher's protocol that this agent speaks: see `ClusterInfo.protocol`.
  static final int PROTOCOL = 1;

  private final String name;
  private final Map<String, String> labels;
  private @Nullable String nodeId;
  private NodeStatus status = NodeStatus.getDefaultInstance();

  /// What was typed.
  ///
  /// @param name the host's own when empty
  Registration(String name, Map<String, String> labels) {
    this.name = name;
    this.labels = Map.copyOf(labels);
  }

  synchronized void node(String id, NodeStatus now) {
    nodeId = id;
    status = now;
  }

  /// Empty until the node is known.
  synchronized Optional<SessionRequest> request() {
    if (nodeId == null) {
      return Optional.empty();
    }
    return Optional.of(
        SessionRequest.newBuilder()
            .setNodeId(nodeId)
            .setName(name.isEmpty() ? status.getHostname() : name)
            .setStatus(status)
            .setProtocol(PROTOCOL)
            .putAllLabels(labels)
            .build());
  }
}
