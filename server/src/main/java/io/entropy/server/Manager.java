package io.entropy.server;

import io.entropy.api.time.SteadyTime;
import io.entropy.api.v1.ClusterInfo;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.cluster.ClusterObject;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.halt.HaltSwitch;
import io.entropy.server.access.Gate;
import io.entropy.server.access.RefusalLog;
import io.entropy.server.control.ControlService;
import io.entropy.server.control.PolicyDefaults;
import io.entropy.server.dispatch.DispatchTerms;
import io.entropy.server.dispatch.DispatcherService;
import io.entropy.server.event.EventsService;
import io.entropy.server.event.SseService;
import io.entropy.server.handshake.HandshakeLog;
import io.entropy.server.http.HealthService;
import io.entropy.server.http.Metrics;
import io.entropy.server.join.JoiningService;
import io.entropy.server.join.NodeCertificatesService;
import io.entropy.server.join.NodeIssuer;
import io.entropy.server.leader.LeaderParts;
import io.entropy.server.leader.Leadership;
import io.entropy.server.stream.StreamThreads;
import io.entropy.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final RefusalLog refusals;
  private final HandshakeLog handshakes;
  private final Port port;
  private final @Nullable JoinPort joinPort;

  private Manager(Store store, FailureModes modes, ManagerOptions options) throws IOException {
    this.store = store;
    this.options = options;
    SecureRandom random = new SecureRandom(); // any thread, and nobody guesses a session's id
    SteadyTime clock = SteadyTime.start();
    EventLog log = new EventLog("manager", clock, random);
    Optional<ManagerTls.Joining> joining = options.tls().flatMap(ManagerTls::joining);
    LeaderParts parts =
        new LeaderParts(
            modes,
            clock,
            random,
            log,
            options.dispatch(),
            options.bounds(),
            joining.map(j -> new NodeIssuer(j.authority(), j.length(), clock)));
    leadership = new Leadership(store, parts, options.leaderLease());
    refusals = RefusalLog.start(store, log, clock);
    handshakes = new HandshakeLog(refusals);
    Gate gate = new Gate(options.tls().isPresent(), store, clock, refusals);
    Metrics metrics = new Metrics();
    metrics.of(store);
    metrics.of(leadership, subscribers);
    metrics.of(handshakes);
    port =
        Port.open(
            new Port.Entrance(options.listen(), options.tls(), gate, handshakes),
            new Port.Served(
                List.of(
                    new ControlService(
                        store,
                        leadership::require,
                        this::cluster,
                        new PolicyDefaults(store, random)),
                    new EventsService(store, subscribers, gate),
                    new DispatcherService(() -> leadership.require().dispatcher(), agents, gate),
                    new NodeCertificatesService(() -> leadership.require().joins())),
                new SseService(store, subscribers, gate),
                new HealthService(store, leadership),
                metrics));
    joinPort = joining.isPresent() ? joinPort(joining.get()) : null;
  }

  private JoinPort joinPort(ManagerTls.Joining joining) throws IOException {
    JoiningService service = new JoiningService(() -> leadership.require().joins(), refusals);
    try {
      return JoinPort.open(
          joining.listen(), options.tls().orElseThrow().own(), handshakes, service);
    } catch (IOException e) {
      port.close();
      refusals.close();
      throw e;
    }
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

  /// Where machines join; empty when none may.
  public Optional<InetSocketAddress> joinAddress() {
    return Optional.ofNullable(joinPort).map(JoinPort::address);
  }

  /// The same as agents and users are told it.
  private String where() {
    String host =
        options
            .tls()
            .flatMap(ManagerTls::host)
            .orElseGet(() -> address().getAddress().getHostAddress());
    return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address().getPort());
  }

  private ClusterInfo cluster() {
    ClusterInfo.Builder info =
        ClusterInfo.newBuilder()
            .setVersion(options.version())
            .setProtocol(DispatchTerms.PROTOCOL)
            .setLeader(leadership.leader().orElse(""));
    store.view(snapshot -> {
      HaltSwitch.in(snapshot).ifPresent(info::setHalt);
      return info.setBounds(ClusterObject.bounds(snapshot))
          .setClusterVersion(ClusterObject.version(snapshot))
          .setStoreVersion(snapshot.version());
    });
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
    if (joinPort != null) {
      joinPort.close();
    }
    port.close();
    refusals.close();
  }
}
