package io.entropy.server.event;

import com.linecorp.armeria.common.QueryParams;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.SubscribeRequest;
import java.util.List;

/// The query of `/v1/events`: `after`, `follow` (true), and `type`, `policy`, `target`, `node`,
/// each of which may come more than once.
final class SseQuery {
  private static final List<String> NAMES =
      List.of("after", "follow", "type", "policy", "target", "node");

  private SseQuery() {}

  /// @param lastEventId goes before `after` unless it's empty
  /// @throws io.entropy.api.text.InvalidInputException naming everything that isn't one of these
  static SubscribeRequest read(QueryParams query, String lastEventId) {
    Violations violations = new Violations();
    for (String name : query.names()) {
      if (!NAMES.contains(name)) {
        violations.add(name, "there is no such parameter", String.join(", ", NAMES));
      }
    }
    String follow = query.get("follow", "true");
    if (!follow.equals("true") && !follow.equals("false")) {
      violations.add("follow", "`%s` is neither".formatted(follow), "true or false");
    }
    violations.throwIfAny();
    return SubscribeRequest.newBuilder()
        .setAfter(lastEventId.isEmpty() ? query.get("after", "") : lastEventId)
        .setFollow(follow.equals("true"))
        .setFilter(
            EventFilter.newBuilder()
                .addAllTypes(query.getAll("type"))
                .addAllPolicies(query.getAll("policy"))
                .addAllTargets(query.getAll("target"))
                .addAllNodes(query.getAll("node")))
        .build();
  }
}
