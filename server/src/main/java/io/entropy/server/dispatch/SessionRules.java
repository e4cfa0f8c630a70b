package io.entropy.server.dispatch;

import io.entropy.api.text.Violations;
import io.entropy.api.v1.SessionRequest;
import io.grpc.Status;
import java.util.regex.Pattern;

/// What an agent must say to be let in.
public final class SessionRules {
  /// What engines call themselves; docker's ids have colons.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");

  private SessionRules() {}

  /// @throws io.grpc.StatusRuntimeException `FAILED_PRECONDITION` when it speaks another protocol
  /// @throws io.entropy.api.text.InvalidInputException with everything else that's wrong
  static void check(SessionRequest request) {
    if (request.getProtocol() != DispatchTerms.PROTOCOL) {
      throw Status.FAILED_PRECONDITION
          .withDescription(
              "the agent of node %s speaks protocol %s, this manager protocol %d: run the same version of Entropy on both"
                  .formatted(
                      request.getNodeId(),
                      Integer.toUnsignedString(request.getProtocol()),
                      DispatchTerms.PROTOCOL))
          .asRuntimeException();
    }
    Violations violations = new Violations();
    checkNodeId(request.getNodeId(), violations);
    if (request.getName().isEmpty()) {
      violations.add("name", "it's missing", "what people call the node, such as its host's name");
    }
    violations.throwIfAny();
  }

  /// Checks a node's id by itself.
  ///
  /// @throws io.entropy.api.text.InvalidInputException when it's none
  public static void checkNodeId(String nodeId) {
    Violations violations = new Violations();
    checkNodeId(nodeId, violations);
    violations.throwIfAny();
  }

  private static void checkNodeId(String nodeId, Violations violations) {
    if (!ID.matcher(nodeId).matches()) {
      violations.add(
          "node_id",
          "`%s` isn't a node's id".formatted(nodeId),
          "letters, digits, `_`, `.`, `:` and `-`, at most 128");
    }
  }
}
