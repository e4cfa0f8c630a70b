package io.entropy.proxy;

import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;

/// What goes through the proxies, as Prometheus reads it (text format 0.0.4), under the names that
/// Toxiproxy's METRICS.md gives.
final class Metrics {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private Metrics() {}

  static String of(Collection<Proxy> proxies) {
    StringBuilder text = new StringBuilder();
    for (boolean received : List.of(true, false)) {
      String name = "toxiproxy_proxy_%s_bytes_total".formatted(received ? "received" : "sent");
      text.append("# TYPE ").append(name).append(" counter\n");
      for (Proxy proxy : proxies) {
        for (Direction direction : Direction.values()) {
          Traffic traffic = proxy.traffic();
          long bytes = received ? traffic.received(direction) : traffic.sent(direction);
          text.append(name).append(labels(proxy, direction)).append(bytes).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String labels(Proxy proxy, Direction direction) {
    JsonObject json = proxy.toJson();
    return "{direction=\"%s\",listener=\"%s\",proxy=\"%s\",upstream=\"%s\"} "
        .formatted(
            direction.word(),
            escape(json.get("listen").getAsString()),
            escape(proxy.name()),
            escape(json.get("upstream").getAsString()));
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
