package io.entropy.bench.traffic;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// One TCP connection into a container, as much as goes through it.
public final class Stream {
  private static final int CHUNK = 1 << 17;

  private Stream() {}

  /// Megabits a second that arrive in so long, after a start that doesn't count.
  public static double megabits(
      NetworkNamespace namespace, String address, long warm, long forNanos) throws IOException {
    try (ServerSocketChannel server = namespace.enter(() -> ServerSocketChannel.open())) {
      server.bind(new InetSocketAddress(address, 0));
      try (SocketChannel sender = SocketChannel.open(server.getLocalAddress());
          SocketChannel receiver = server.accept()) {
        Thread _ = Thread.ofPlatform().daemon().start(() -> send(sender));
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        long start = System.nanoTime();
        while (System.nanoTime() - start < warm) {
          int _ = receiver.read(chunk.clear());
        }
        long bytes = 0;
        long counting = System.nanoTime();
        while (System.nanoTime() - counting < forNanos) {
          bytes += receiver.read(chunk.clear());
        }
        double seconds = (System.nanoTime() - counting) / 1e9;
        return bytes * 8 / seconds / 1e6;
      }
    }
  }

  private static void send(SocketChannel sender) {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    try {
      while (true) {
        int _ = sender.write(chunk.clear());
      }
    } catch (IOException _) {
      // The connection was closed: enough was seen.
    }
  }
}
