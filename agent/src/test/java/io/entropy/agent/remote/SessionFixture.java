package io.entropy.agent.remote;

import io.entropy.agent.injection.VirtualTiming;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Report;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A session on virtual time with managers `a` and `b`, over gRPC within this process.
final class SessionFixture implements AutoCloseable, JoinListener {
  final VirtualTiming time = new VirtualTiming();
  final RecordingSink sink = new RecordingSink();
  final RemoteSession session;
  private final String unique = "managers-" + System.identityHashCode(this) + "-";
  private final Map<String, Server> servers = new HashMap<>();
  private final List<String> events = new ArrayList<>();

  SessionFixture() {
    session =
        new RemoteSession(
            new RemoteSession.Parts(
                this::channel,
                List.of(new ManagerAddress("a", 1), new ManagerAddress("b", 1)),
                "",
                Map.of("zone", "east"),
                this),
            time,
            new Random(1));
  }

  private ManagedChannel channel(ManagerAddress address) {
    return InProcessChannelBuilder.forName(unique + address.host()).directExecutor().build();
  }

  FakeManager start(String host, String... managers) throws IOException {
    FakeManager manager = new FakeManager(host, managers);
    servers.put(
        host,
        InProcessServerBuilder.forName(unique + host)
            .directExecutor()
            .addService(manager)
            .build()
            .start());
    return manager;
  }

  void kill(String host) {
    Server server = servers.remove(host);
    if (server != null) {
      server.shutdownNow();
    }
    time.awaitIdle();
  }

  /// An agent that has found one container, and as far as it gets without time passing.
  void join() {
    session.reportTargets(List.of(FakeTargets.running("voter", Map.of())));
    session.reportNode("node-1", NodeStatus.newBuilder().setHostname("host1").build());
    session.join(sink);
    time.awaitIdle();
  }

  void report(String id, InjectionState state) {
    session.reportInjection(id, InjectionStatus.newBuilder().setState(state).build());
    time.awaitIdle();
  }

  void advance(Duration sinceStart) {
    time.advanceTo(sinceStart);
  }

  /// Of injections, e.g. `i RUNNING`.
  static List<String> injections(FakeManager manager) {
    return manager.reports().stream()
        .filter(Report::hasInjection)
        .map(Report::getInjection)
        .map(report -> report.getId() + " " + report.getStatus().getState())
        .toList();
  }

  @Override
  public synchronized void joined(ManagerAddress manager) {
    events.add("joined " + manager.host());
  }

  @Override
  public synchronized void lost(ManagerAddress manager, String why, boolean served) {
    events.add((served ? "lost " : "no ") + manager.host());
  }

  @Override
  public synchronized void undelivered(int reports) {
    events.add("undelivered " + reports);
  }

  synchronized List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    session.close();
    servers.values().forEach(Server::shutdownNow);
  }
}
