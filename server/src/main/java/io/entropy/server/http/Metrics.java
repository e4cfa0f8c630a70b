package io.entropy.server.http;

import com.linecorp.armeria.common.prometheus.PrometheusMeterRegistries;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeStatus;
import io.entropy.server.dispatch.Dispatcher;
import io.entropy.server.handshake.HandshakeFailure;
import io.entropy.server.handshake.HandshakeLog;
import io.entropy.server.leader.LeaderScope;
import io.entropy.server.leader.Leadership;
import io.entropy.server.stream.StreamThreads;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The gauges and counters of a manager, beside what the port counts by itself. Read when they're
/// scraped.
public final class Metrics {
  private final PrometheusMeterRegistry registry = PrometheusMeterRegistries.newRegistry();

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /// What the store holds.
  public void of(Store store) {
    gauge("entropy.store.version", store, s -> s.<Long>view(Snapshot::version));
    for (Kind<?> kind : Kinds.ALL) {
      ToDoubleFunction<Store> count = s -> s.<Integer>view(v -> v.count(kind));
      Gauge.builder("entropy.store.objects", store, count)
          .tag("kind", kind.name())
          .register(registry);
    }
    gauge(
        "entropy.injections.live",
        store,
        s -> s.<Integer>view(v -> v.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE).size()));
    for (NodeStatus.State state : NodeStatus.State.values()) {
      ToDoubleFunction<Store> count = s -> s.<Long>view(nodesIn(state));
      Gauge.builder("entropy.nodes", store, count)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private static Function<Snapshot, Long> nodesIn(NodeStatus.State state) {
    return snapshot ->
        snapshot.all(Kinds.NODES).stream()
            .map(Node::getStatus)
            .filter(s -> s.getState() == state)
            .count();
  }

  /// Who leads and who is connected.
  public void of(Leadership leadership, StreamThreads subscribers) {
    gauge("entropy.leader", leadership, l -> l.current().isPresent() ? 1 : 0);
    gauge(
        "entropy.sessions",
        leadership,
        l -> l.current().map(LeaderScope::dispatcher).map(Dispatcher::sessionCount).orElse(0));
    gauge("entropy.event.subscribers", subscribers, StreamThreads::count);
  }

  /// Who didn't get as far as a call.
  public void of(HandshakeLog handshakes) {
    for (HandshakeFailure why : HandshakeFailure.values()) {
      ToDoubleFunction<HandshakeLog> count = h -> h.count(why);
      FunctionCounter.builder("entropy.handshakes.failed", handshakes, count)
          .tag("reason", why.word())
          .register(registry);
    }
  }

  private <T> void gauge(String name, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).register(registry);
  }
}
