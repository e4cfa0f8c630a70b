package io.entropy.store.etcd;

import io.entropy.store.StoreLimits;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A cluster of real etcd processes on free ports of loopback, with data in a temporary folder;
/// closing it leaves neither. Each store is under a prefix of its own unless the test says which.
public final class EtcdCluster implements AutoCloseable {
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  private final Path folder;
  private final List<EtcdMember> members;

  private EtcdCluster(Path folder, List<EtcdMember> members) {
    this.folder = folder;
    this.members = members;
  }

  /// Starts members with these further options and waits until they have a leader.
  public static EtcdCluster start(int size, String... options) throws Exception {
    EtcdCluster cluster = launch(size, "http", options);
    cluster.awaitQuorum();
    return cluster;
  }

  /// Starts members and doesn't wait.
  static EtcdCluster launch(int size, String scheme, String... options) throws IOException {
    Path folder = Files.createTempDirectory("entropy-etcd");
    List<Integer> ports = freePorts(2 * size);
    String peers =
        IntStream.range(0, size)
            .mapToObj(i -> "m%d=http://127.0.0.1:%d".formatted(i, ports.get(size + i)))
            .collect(Collectors.joining(","));
    List<EtcdMember> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String client = "127.0.0.1:" + ports.get(i);
      String peer = "http://127.0.0.1:" + ports.get(size + i);
      List<String> command = new ArrayList<>(List.of("etcd", "--name", "m" + i));
      command.addAll(List.of("--data-dir", folder.resolve("m" + i).toString()));
      command.addAll(List.of("--listen-client-urls", scheme + "://" + client));
      command.addAll(List.of("--advertise-client-urls", scheme + "://" + client));
      command.addAll(List.of("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer));
      command.addAll(List.of("--initial-cluster", peers, "--logger", "zap"));
      command.addAll(List.of(options));
      members.add(new EtcdMember(client, command, folder.resolve("m" + i + ".log")));
    }
    return new EtcdCluster(folder, members);
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  EtcdMember member(int index) {
    return members.get(index);
  }

  List<EtcdMember> members() {
    return members;
  }

  /// The endpoint under a prefix that nobody else has.
  public EtcdEndpoint endpoint() {
    String hosts = members.stream().map(EtcdMember::client).collect(Collectors.joining(","));
    return EtcdEndpoint.parse("etcd://" + hosts + "/test/" + PREFIXES.incrementAndGet());
  }

  /// The members' addresses, beginning with that one.
  List<String> rotated(int first) {
    List<String> addresses = new ArrayList<>(members.stream().map(EtcdMember::client).toList());
    Collections.rotate(addresses, -first);
    return addresses;
  }

  public static EtcdStore open(EtcdEndpoint endpoint) {
    return EtcdStore.open(endpoint, InstantSource.system(), StoreLimits.DEFAULT);
  }

  /// A plain client of one member. The caller closes it.
  Client client(int member) {
    return Client.builder().endpoints("http://" + member(member).client()).build();
  }

  /// The index of the leader.
  int leader() throws Exception {
    for (int i = 0; i < members.size(); i++) {
      try (Client client = client(i)) {
        var status =
            client
                .getMaintenanceClient()
                .statusMember("http://" + member(i).client())
                .get(5, TimeUnit.SECONDS);
        if (status.getLeader() == status.getHeader().getMemberId()) {
          return i;
        }
      }
    }
    throw new AssertionError("no member is the leader");
  }

  /// Waits until the members that run can commit.
  void awaitQuorum() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (EtcdMember member : members) {
      if (!member.isAlive()) {
        continue;
      }
      try (Client client = Client.builder().endpoints("http://" + member.client()).build()) {
        while (!answers(client)) {
          if (System.nanoTime() > deadline || !member.isAlive()) {
            throw new AssertionError("etcd doesn't start:\n" + member.log());
          }
        }
      }
    }
  }

  private static boolean answers(Client client) throws InterruptedException {
    try {
      var key = ByteSequence.from("ready", StandardCharsets.UTF_8);
      client.getKVClient().put(key, key).get(1, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      Thread.sleep(50);
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    members.forEach(EtcdMember::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
