package io.entropy.server.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One stay of a node's agent with this leader: until another one of the same node, until nothing
/// is heard of it, or until the leader is another. Any thread.
final class NodeSession {
  private final String id;
  private final String nodeId;
  private final CompletableFuture<String> over = new CompletableFuture<>();

  NodeSession(String id, String nodeId) {
    this.id = id;
    this.nodeId = nodeId;
  }

  String id() {
    return id;
  }

  String nodeId() {
    return nodeId;
  }

  /// Ends it; nothing when it's over.
  void end(String why) {
    over.complete(why);
  }

  /// Runs that at its end with the reason; at once when it's over already.
  void whenOver(Consumer<String> then) {
    var _ = over.thenAccept(then);
  }
}
