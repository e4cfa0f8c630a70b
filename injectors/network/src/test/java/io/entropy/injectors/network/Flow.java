package io.entropy.injectors.network;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// One kind of traffic between two containers, of which all gets through or nothing.
public interface Flow extends AutoCloseable {
  /// How long something that may be lost is waited for.
  int PATIENCE_MILLIS = 150;

  /// Sends some, and says whether it got through.
  ///
  /// @throws IllegalStateException when only part of it did
  boolean getsThrough() throws Exception;

  @Override
  default void close() throws IOException {}

  /// UDP between two ports.
  static Flow udp(NetworkNamespace from, int sport, NetworkNamespace to, InetAddress at, int dport)
      throws IOException {
    Traffic traffic = Traffic.between(from, sport, to, new InetSocketAddress(at, dport));
    return new Flow() {
      private static final int PACKETS = 10;

      @Override
      public boolean getsThrough() throws Exception {
        int arrived = traffic.send(PACKETS);
        if (arrived != 0 && arrived != PACKETS) {
          throw new IllegalStateException(arrived + " of " + PACKETS + " packets arrived");
        }
        return arrived > 0;
      }

      @Override
      public void close() throws IOException {
        traffic.close();
      }
    };
  }

  /// Connections over TCP.
  static Flow tcp(NetworkNamespace from, NetworkNamespace to, InetAddress at, int dport)
      throws IOException {
    ServerSocketChannel server = to.enter(() -> ServerSocketChannel.open());
    InetSocketAddress address = new InetSocketAddress(at, dport);
    server.bind(address);
    return new Flow() {
      @Override
      public boolean getsThrough() throws Exception {
        try (SocketChannel connection = from.enter(() -> SocketChannel.open())) {
          connection.configureBlocking(false);
          boolean connected = connection.connect(address);
          for (int waited = 0; !connected && waited < PATIENCE_MILLIS; waited++) {
            Thread.sleep(1);
            connected = connection.finishConnect();
          }
          return connected;
        }
      }

      @Override
      public void close() throws IOException {
        server.close();
      }
    };
  }

  /// An echo request, sent by the JDK as ping does, since root may.
  static Flow ping(NetworkNamespace from, InetAddress at) {
    return () -> from.enter(() -> at.isReachable(PATIENCE_MILLIS));
  }
}
