package io.entropy.server.dispatch;

import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The sessions there are, one a node, and until when each node is believed to be there. Any
/// thread.
final class NodeSessions {
  private final RandomGenerator random;
  private final Map<String, NodeSession> byId = new HashMap<>();
  private final Map<String, NodeSession> byNode = new HashMap<>();
  private final Map<String, Instant> deadlines = new HashMap<>();
  private boolean closed;

  /// None.
  ///
  /// @param random for ids that nobody can guess
  NodeSessions(RandomGenerator random) {
    this.random = random;
  }

  /// Waits for a node that another leader knew.
  synchronized void expect(String nodeId, Instant until) {
    deadlines.put(nodeId, until);
  }

  /// Opens a session; one that the node had is over.
  synchronized NodeSession open(String nodeId, Instant until) {
    if (closed) {
      throw Status.UNAVAILABLE.withDescription("this manager no longer leads").asRuntimeException();
    }
    end(nodeId, "node %s has a newer session".formatted(nodeId));
    NodeSession session = new NodeSession(newId(), nodeId);
    byId.put(session.id(), session);
    byNode.put(nodeId, session);
    deadlines.put(nodeId, until);
    return session;
  }

  private String newId() {
    return HexFormat.of().toHexDigits(random.nextLong())
        + HexFormat.of().toHexDigits(random.nextLong());
  }

  /// The session of that id.
  ///
  /// @throws io.grpc.StatusRuntimeException `FAILED_PRECONDITION` when there is none
  synchronized NodeSession require(String sessionId) {
    @Nullable NodeSession session = byId.get(sessionId);
    if (session == null) {
      throw Status.FAILED_PRECONDITION
          .withDescription("there is no such session (any more): open one")
          .asRuntimeException();
    }
    return session;
  }

  /// Its node is there until then.
  synchronized void alive(NodeSession session, Instant until) {
    if (byId.containsKey(session.id())) {
      deadlines.put(session.nodeId(), until);
    }
  }

  /// Gives up the nodes whose time has passed, and ends their sessions.
  synchronized List<String> expired(Instant now) {
    List<String> nodes = new ArrayList<>();
    deadlines.forEach((node, until) -> {
      if (!until.isAfter(now)) {
        nodes.add(node);
      }
    });
    nodes.sort(Comparator.naturalOrder());
    nodes.forEach(node -> end(node, "nothing was heard of node %s in time".formatted(node)));
    nodes.forEach(deadlines::remove);
    return nodes;
  }

  private void end(String nodeId, String why) {
    @Nullable NodeSession session = byNode.remove(nodeId);
    if (session != null) {
      byId.remove(session.id());
      session.end(why);
    }
  }

  /// Ends the one that the node has, if any; it's believed to be there no longer than before.
  synchronized void expel(String nodeId, String why) {
    end(nodeId, why);
  }

  /// Whether the node has one.
  synchronized boolean isOpen(String nodeId) {
    return byNode.containsKey(nodeId);
  }

  /// Ends one that wasn't to be.
  synchronized void giveUp(NodeSession session, String why) {
    if (byId.containsKey(session.id())) {
      end(session.nodeId(), why);
    }
  }

  synchronized int count() {
    return byId.size();
  }

  /// Ends all, and opens no more.
  synchronized void close(String why) {
    closed = true;
    List.copyOf(byNode.keySet()).forEach(node -> end(node, why));
  }
}
