package io.entropy.e2e.failover;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.store.etcd.EtcdEndpoint;
import io.entropy.store.etcd.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A manager's process, which stands for leader. Its ways to the members of etcd can be cut.
final class Candidate implements AutoCloseable {
  private final Path stateDir;
  private final List<TcpProxy> ways = new ArrayList<>();
  private final String store;
  private final List<EntropyProcess> processes = new ArrayList<>();
  private @Nullable EntropyProcess process;
  private String address = "127.0.0.1:0";

  Candidate(Path stateDir, EtcdEndpoint etcd) throws IOException {
    this.stateDir = stateDir;
    for (String member : etcd.members()) {
      ways.add(new TcpProxy(member));
    }
    List<String> members = ways.stream().map(TcpProxy::address).toList();
    this.store = "etcd://" + String.join(",", members) + "/" + etcd.prefix();
  }

  /// Starts it on a free port, and again where it was.
  void start() throws IOException, InterruptedException {
    EntropyProcess started =
        EntropyProcess.start(stateDir, "manage", "--listen", address, "--store", store);
    processes.add(started);
    process = started;
    String line = started.awaitLine(l -> l.contains("http://127.0.0.1:"));
    address = line.replaceFirst(".*http://(127\\.0\\.0\\.1:\\d+),.*", "$1");
  }

  /// Where it's reached, `host:port`.
  String address() {
    return address;
  }

  private EntropyProcess process() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  void kill() throws InterruptedException {
    process().kill();
    int _ = process().awaitExit();
  }

  void signal(String name) {
    process().signal(name);
  }

  /// Each connection to etcd breaks, and none comes about, until [#heal].
  void cutOff() throws IOException {
    for (TcpProxy way : ways) {
      way.sever();
    }
  }

  /// Etcd's answers don't come any more, until [#heal].
  void mute() {
    ways.forEach(TcpProxy::mute);
  }

  void heal() throws IOException {
    for (TcpProxy way : ways) {
      way.heal();
    }
  }

  /// What all of its processes have said.
  String log() {
    return String.join("\n---\n", processes.stream().map(EntropyProcess::everything).toList());
  }

  @Override
  public void close() throws IOException {
    processes.forEach(EntropyProcess::close);
    for (TcpProxy way : ways) {
      way.close();
    }
  }
}
