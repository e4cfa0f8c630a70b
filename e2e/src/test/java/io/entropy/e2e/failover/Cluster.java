package io.entropy.e2e.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.store.etcd.EtcdCluster;
import io.entropy.store.etcd.EtcdEndpoint;
import io.entropy.store.etcd.EtcdStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Three members of etcd, three managers and three agents, all real processes on loopback, with all
/// that they write below one folder. Closing it leaves none of them.
final class Cluster implements AutoCloseable {
  static final int SIZE = 3;

  private final Path folder;
  private final EtcdCluster etcd;
  private final List<Candidate> managers = new ArrayList<>();
  private final List<EngineShare> shares = new ArrayList<>();
  private final List<Joined> agents = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /// A look into etcd that no strike hits.
  private final EtcdStore store;

  /// An agent.
  ///
  /// @param node its node's name
  record Joined(String node, Path stateDir, EntropyProcess process) {}

  private Cluster(Path folder, EtcdCluster etcd, EtcdEndpoint endpoint) {
    this.folder = folder;
    this.etcd = etcd;
    this.store = EtcdCluster.open(endpoint);
  }

  /// Starts them all.
  ///
  /// @param nodeLabel of a container, whose value is the name of the node that it's on
  static Cluster start(String nodeLabel) throws Exception {
    EtcdCluster etcd = EtcdCluster.start(SIZE);
    EtcdEndpoint endpoint = etcd.endpoint();
    Cluster cluster =
        new Cluster(Files.createTempDirectory("entropy-e2e-failover"), etcd, endpoint);
    try {
      cluster.startManagers(endpoint);
      cluster.startAgents(nodeLabel);
      return cluster;
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private void startManagers(EtcdEndpoint endpoint) throws IOException, InterruptedException {
    for (int i = 1; i <= SIZE; i++) {
      Candidate manager = new Candidate(folder.resolve("manager" + i), endpoint);
      managers.add(manager);
      manager.start();
    }
  }

  private void startAgents(String nodeLabel) throws IOException {
    String join = managers.stream().map(Candidate::address).collect(Collectors.joining(","));
    for (String node : nodes()) {
      EngineShare share =
          EngineShare.start(folder.resolve(node + ".sock"), nodeLabel + "=" + node, node);
      shares.add(share);
      Path stateDir = folder.resolve("agent-" + node);
      EntropyProcess agent =
          EntropyProcess.start(
              stateDir, "-H", share.endpoint(), "agent", "--join", join, "--name", node);
      agents.add(new Joined(node, stateDir, agent));
    }
  }

  static List<String> nodes() {
    return List.of("n1", "n2", "n3");
  }

  EtcdStore store() {
    return store;
  }

  List<Candidate> managers() {
    return managers;
  }

  List<Joined> agents() {
    return agents;
  }

  Candidate at(String address) {
    return managers.stream().filter(m -> m.address().equals(address)).findFirst().orElseThrow();
  }

  /// Whether a manager answers, and knows who leads.
  boolean isWell(Candidate manager) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + manager.address() + "/healthz"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /// A call of one manager, which must end well.
  String rest(Candidate manager, String method, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + manager.address() + path))
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /// Ends the agents, which revert what there is.
  void endAgents() throws InterruptedException {
    for (Joined agent : agents) {
      agent.process().signal("TERM");
      assertThat(agent.process().awaitExit()).as(agent.process().everything()).isZero();
    }
  }

  @Override
  public void close() throws IOException {
    agents.forEach(agent -> agent.process().close());
    for (EngineShare share : shares) {
      share.close();
    }
    for (Candidate manager : managers) {
      manager.close();
    }
    store.close();
    etcd.close();
    http.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
