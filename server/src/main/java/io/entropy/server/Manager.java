package io.entropy.server;

import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.ClusterInfo;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.halt.HaltSwitch;
import io.entropy.server.control.ControlService;
import io.entropy.server.control.PolicyDefaults;
import io.entropy.server.dispatch.DispatchTerms;
import io.entropy.server.dispatch.DispatcherService;
import io.entropy.server.event.EventsService;
import io.entropy.server.event.SseService;
import io.entropy.server.http.HealthService;
import io.entropy.server.http.Metrics;
import io.entropy.server.leader.LeaderParts;
import io.entropy.server.leader.Leadership;
import io.entropy.server.stream.StreamThreads;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;

/// A manager on a store that is open: its port, its part in the election, and while it leads all
/// loops. Started and closed by one thread; the store is closed by who opened it, afterwards.
public final class Manager implements AutoCloseable {
  private static final int MOST_SUBSCRIBERS = 1_000;
  private static final int MOST_AGENTS = 10_000;

  private final Store store;
  private final ManagerOptions options;
  private final StreamThreads subscribers = new StreamThreads("events", MOST_SUBSCRIBERS);
  private final StreamThreads agents = new StreamThreads("assignments", MOST_AGENTS);
  private final Leadership leadership;
  private final Port port;

  private Manager(Store store, FailureModes modes, ManagerOptions options) throws IOException {
    this.store = store;
    this.options = options;
    SecureRandom random = new SecureRandom(); // any thread, and nobody guesses a session's id
    SteadyTime clock = SteadyTime.start();
    EventLog log = new EventLog("manager", clock, random);
    LeaderParts parts =
        new LeaderParts(modes, clock, random, log, options.dispatch(), options.bound());
    leadership = new Leadership(store, parts, options.leaderLease());
    Metrics metrics = new Metrics();
    metrics.of(store);
    metrics.of(leadership, subscribers);
    port =
        Port.open(
            options.listen(),
            new Port.Served(
                List.of(
                    new ControlService(
                        store,
                        () -> leadership.require().controls(),
                        this::cluster,
                        new PolicyDefaults(options.defaults(), random)),
                    new EventsService(store, subscribers),
                    new DispatcherService(() -> leadership.require().dispatcher(), agents)),
                new SseService(store, subscribers),
                new HealthService(store, leadership),
                metrics));
  }

  /// Opens the port and stands for election.
  ///
  /// @param modes whose parameters policies are checked against
  /// @throws IOException when it can't listen there
  public static Manager start(Store store, FailureModes modes, ManagerOptions options)
      throws IOException, InterruptedException {
    Manager manager = new Manager(store, modes, options);
    manager.leadership.start(manager.where());
    return manager;
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return port.address();
  }

  /// The same as agents and users are told it.
  private String where() {
    String host = address().getAddress().getHostAddress();
    return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address().getPort());
  }

  private ClusterInfo cluster() {
    ClusterInfo.Builder info =
        ClusterInfo.newBuilder()
            .setVersion(options.version())
            .setProtocol(DispatchTerms.PROTOCOL)
            .setLeader(leadership.leader().orElse(""))
            .setStoreVersion(store.view(Snapshot::version));
    store.view(HaltSwitch::in).ifPresent(info::setHalt);
    return info.build();
  }

  /// Whether this manager leads.
  public boolean leads() {
    return leadership.current().isPresent();
  }

  /// Steps down, ends every stream, and closes the port. Policies and faults go on under the next
  /// leader; faults end at their leases when there is none.
  @Override
  public void close() {
    leadership.close();
    subscribers.close();
    agents.close();
    port.close();
  }
}
