package io.entropy.electiondemo;

import io.entropy.electiondemo.election.Ballot;
import io.entropy.electiondemo.election.Election;
import io.entropy.electiondemo.election.Timing;
import io.entropy.electiondemo.election.Variant;
import io.entropy.electiondemo.election.VoterState;
import io.entropy.electiondemo.http.StatusServer;
import io.entropy.electiondemo.voter.Peer;
import io.entropy.electiondemo.voter.Voter;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Voters on loopback UDP, a thread each, with real files and real HTTP. Used by one thread.
final class LoopbackCluster implements AutoCloseable {
  private record Running(Voter voter, StatusServer http, Thread thread) {}

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Path folder;
  private final Variant variant;
  private final Map<String, Integer> ports = new TreeMap<>();
  private final Map<String, Running> running = new TreeMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  LoopbackCluster(Path folder, Variant variant, int size) throws IOException {
    this.folder = folder;
    this.variant = variant;
    for (int number = 1; number <= size; number++) {
      ports.put("voter" + number, freePort());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      return socket.getLocalPort();
    }
  }

  LoopbackCluster startAll() throws IOException {
    for (var id : ports.keySet()) {
      start(id, ports);
    }
    return this;
  }

  /// Starts all voters so that none can reach another.
  LoopbackCluster startAllApart() throws IOException {
    for (var id : ports.keySet()) {
      var nowhere = new HashMap<String, Integer>();
      for (var peer : ports.keySet()) {
        nowhere.put(peer, freePort());
      }
      start(id, nowhere);
    }
    return this;
  }

  void restart(String id) throws IOException {
    start(id, ports);
  }

  private void start(String id, Map<String, Integer> peerPorts) throws IOException {
    var peers =
        peerPorts.entrySet().stream()
            .filter(peer -> !peer.getKey().equals(id))
            .map(peer -> new Peer(peer.getKey(), LOOPBACK.getHostAddress(), peer.getValue()))
            .toList();
    var ids = peers.stream().map(Peer::id).collect(Collectors.toUnmodifiableSet());
    var rules = new Election(id, ids, Timing.DEFAULT, variant, new SplittableRandom());
    var listen = new InetSocketAddress(LOOPBACK, Objects.requireNonNull(ports.get(id)));
    var voter = new Voter(rules, listen, peers, folder.resolve(id), _ -> {});
    var http = new StatusServer(new InetSocketAddress(LOOPBACK, 0), voter);
    var thread = Thread.ofPlatform().name("voter-" + id).start(voter::run);
    running.put(id, new Running(voter, http, thread));
  }

  /// Ends a voter without a word to its peers.
  void kill(String id) {
    var victim = Objects.requireNonNull(running.remove(id));
    victim.voter().close();
    try {
      victim.thread().join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted while " + id + " ended", interrupted);
    }
    victim.http().close();
  }

  List<VoterState> states() {
    return running.values().stream().map(run -> run.voter().sighting().state()).toList();
  }

  Ballot ballotOf(String id) {
    return of(id).voter().sighting().state().ballot();
  }

  /// The leader whom every running voter follows in one term, and says so at `/healthz`; or null.
  @Nullable VoterState agreedLeader() throws IOException, InterruptedException {
    var states = states();
    var leader = states.getFirst().leader();
    boolean agreed =
        leader.isPresent()
            && states.stream().allMatch(state -> state.leader().equals(leader))
            && states.stream().map(VoterState::term).distinct().count() == 1;
    if (!agreed) {
      return null;
    }
    for (var id : running.keySet()) {
      if (get(id, "/healthz").statusCode() != 200) {
        return null;
      }
    }
    return states.stream().filter(state -> leader.get().equals(state.id())).findAny().orElse(null);
  }

  HttpResponse<String> get(String id, String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + of(id).http().port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  int udpPort(String id) {
    return Objects.requireNonNull(ports.get(id));
  }

  private Running of(String id) {
    return Objects.requireNonNull(running.get(id));
  }

  @Override
  public void close() {
    for (var id : List.copyOf(running.keySet())) {
      kill(id);
    }
    client.close();
  }
}
