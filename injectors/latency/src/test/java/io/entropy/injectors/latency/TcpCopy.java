package io.entropy.injectors.latency;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;

/// Bytes copied over TCP from one container to another, and whether they came as they were.
final class TcpCopy {
  private TcpCopy() {}

  static boolean arrives(TestContainer from, TestContainer to, InetAddress at, int bytes)
      throws Exception {
    byte[] sent = new byte[bytes];
    new Random(1).nextBytes(sent);
    try (ServerSocketChannel server =
            NetworkNamespace.ofProcess(to.pid()).enter(() -> ServerSocketChannel.open());
        SocketChannel sender =
            NetworkNamespace.ofProcess(from.pid()).enter(() -> SocketChannel.open())) {
      server.bind(new InetSocketAddress(at, 0));
      var _ = sender.connect(server.getLocalAddress());
      Thread sending = Thread.ofPlatform().daemon().start(() -> send(sender, sent));
      ByteBuffer received = ByteBuffer.allocate(bytes);
      try (SocketChannel receiver = server.accept()) {
        while (received.hasRemaining() && receiver.read(received) >= 0) {
          // Until it's all.
        }
      }
      sending.join();
      return Arrays.equals(received.array(), sent);
    }
  }

  private static void send(SocketChannel sender, byte[] bytes) {
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes);
      while (all.hasRemaining()) {
        int _ = sender.write(all);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
