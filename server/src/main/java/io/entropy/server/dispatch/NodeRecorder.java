package io.entropy.server.dispatch;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeSpec;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.NodeStatus.State;
import io.entropy.api.v1.SessionRequest;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes nodes: what their agents say of them, and whether they're there at all. Any thread.
///
/// A session is opened before its node is written, and every other write asks whether there is one:
/// whatever comes late can't make a node with a session look away, or the other way round.
record NodeRecorder(Store store, EventLog log, NodeSessions sessions) {

  /// An agent has opened a session.
  void joined(SessionRequest request) {
    NodeSpec spec =
        NodeSpec.newBuilder()
            .setName(request.getName())
            .putAllLabels(request.getLabelsMap())
            .build();
    store.update(tx -> {
      Optional<Node> known = tx.get(Kinds.NODES, request.getNodeId());
      Node.Builder node =
          known.map(Node::toBuilder).orElseGet(Node::newBuilder).setId(request.getNodeId());
      put(tx, known, node.setSpec(spec).setStatus(present(request.getStatus())).build());
      if (known.isEmpty()) {
        say(tx, EventTypes.NODE_JOINED, node.build(), "joined");
      } else if (known.get().getStatus().getState() == State.DOWN) {
        say(tx, EventTypes.NODE_RETURNED, node.build(), "is back");
      }
      return spec;
    });
  }

  /// An agent that has a session tells of its node.
  void reported(String nodeId, NodeStatus status) {
    store.update(tx -> {
      tx.get(Kinds.NODES, nodeId)
          .filter(_ -> sessions.isOpen(nodeId))
          .ifPresent(
              n -> put(tx, Optional.of(n), n.toBuilder().setStatus(present(status)).build()));
      return nodeId;
    });
  }

  /// Nothing is heard of the node.
  void down(String nodeId) {
    store.update(tx -> {
      tx.get(Kinds.NODES, nodeId)
          .filter(_ -> !sessions.isOpen(nodeId))
          .ifPresent(n -> {
            tx.update(Kinds.NODES, away(n, State.DOWN, "nothing is heard of its agent"));
            say(tx, EventTypes.NODE_DOWN, n, "is down: nothing is heard of its agent");
          });
      return nodeId;
    });
  }

  /// Nodes that were there when another manager led: nobody knows yet whether they still are.
  ///
  /// @return their ids
  List<String> doubtAll() {
    List<String> doubted = new ArrayList<>();
    List<Node> nodes = store.view(s -> s.all(Kinds.NODES));
    for (Node node : nodes) {
      if (!node.getStatus().getAway() || node.getStatus().getState() == State.UNKNOWN) {
        doubted.add(node.getId());
      }
    }
    store.batch(batch ->
        doubted.forEach(id ->
            batch.update(tx ->
                tx.get(Kinds.NODES, id)
                    .ifPresent(n ->
                        put(
                            tx,
                            Optional.of(n),
                            away(n, State.UNKNOWN, "its agent is yet to find the new leader"))))));
    return doubted;
  }

  private static void put(Transaction tx, Optional<Node> known, Node node) {
    if (known.isEmpty()) {
      tx.create(Kinds.NODES, node);
    } else if (!known.get().equals(node)) {
      tx.update(Kinds.NODES, node);
    }
  }

  /// An agent says DOWN when its engine doesn't answer; the node is there all the same.
  private static NodeStatus present(NodeStatus reported) {
    State state = reported.getState() == State.UNKNOWN ? State.READY : reported.getState();
    return reported.toBuilder().setState(state).setAway(false).build();
  }

  private static Node away(Node node, State state, String message) {
    return node.toBuilder()
        .setStatus(node.getStatus().toBuilder().setState(state).setAway(true).setMessage(message))
        .build();
  }

  private void say(Transaction tx, String type, Node node, String what) {
    log.write(
        tx,
        EventSpec.newBuilder()
            .setType(type)
            .setNode(node.getId())
            .setMessage("node %s %s".formatted(node.getSpec().getName(), what)));
  }
}
