package io.entropy.agent.remote;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A [FakeManager] that listens on loopback, over real sockets.
final class LoopbackManager implements AutoCloseable {
  final FakeManager calls = new FakeManager("m");
  private final Server server;

  private LoopbackManager(int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .addService(calls)
            .build()
            .start();
  }

  /// On a free port.
  static LoopbackManager start() throws IOException {
    return new LoopbackManager(0);
  }

  /// Where another one was.
  static LoopbackManager startAt(ManagerAddress address) throws IOException {
    return new LoopbackManager(address.port());
  }

  ManagerAddress address() {
    return new ManagerAddress("127.0.0.1", server.getPort());
  }

  /// As when its process is killed: every connection breaks.
  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
