package io.entropy.cli.client;

import io.entropy.api.text.Nearest;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.EventFilter;
import java.util.List;

/// `--filter key=value`, read.
final class EventFilters {
  private static final List<String> KEYS = List.of("type", "policy", "target", "node");

  private EventFilters() {}

  static EventFilter read(List<String> typed, Violations violations) {
    EventFilter.Builder filter = EventFilter.newBuilder();
    for (String text : typed) {
      int at = text.indexOf('=');
      String key = at < 0 ? text : text.substring(0, at);
      String value = text.substring(at + 1);
      switch (key) {
        case "type" -> filter.addTypes(value);
        case "policy" -> filter.addPolicies(value);
        case "target" -> filter.addTargets(value);
        case "node" -> filter.addNodes(value);
        default ->
            violations.add(
                "--filter",
                "there is no `" + key + "` to filter by" + Nearest.hint(key, KEYS),
                "type=…, policy=…, target=… or node=…");
      }
    }
    return filter.build();
  }
}
