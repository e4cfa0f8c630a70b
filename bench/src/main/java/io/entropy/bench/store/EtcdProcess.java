package io.entropy.bench.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// One etcd member on loopback, with its data in a folder.
record EtcdProcess(Process process, String client) implements AutoCloseable {

  /// @throws IOException when etcd isn't installed
  static EtcdProcess start(Path folder) throws IOException {
    String client = "127.0.0.1:" + freePort();
    String peer = "http://127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                "etcd",
                "--data-dir=" + folder.resolve("data"),
                "--listen-client-urls=http://" + client,
                "--advertise-client-urls=http://" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return new EtcdProcess(process, client);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    Process _ =
        process
            .onExit()
            .completeOnTimeout(process, 10, TimeUnit.SECONDS)
            .thenCompose(
                ended -> ended.isAlive() ? ended.destroyForcibly().onExit() : ended.onExit())
            .join();
  }
}
