package io.entropy.injectors.rate;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// How many bits a second get from one container to another, when as many as can are sent.
///
/// A measurement begins when some have arrived, so that what a limit lets through at once, and
/// whatever starts slowly, don't count.
record Throughput(TestContainer from, TestContainer to, Ip ip) {
  private static final int PORT = 7100;

  double tcp(Duration time) throws Exception {
    return tcp(PORT, time);
  }

  double tcp(int port, Duration time) throws Exception {
    InetSocketAddress at = new InetSocketAddress(ip.address(to), port);
    try (ServerSocketChannel server = network(to).enter(() -> ServerSocketChannel.open())) {
      server.bind(at);
      Thread thread;
      double rate;
      try (SocketChannel sender = network(from).enter(() -> SocketChannel.open())) {
        sender.setOption(StandardSocketOptions.SO_SNDBUF, 256 << 10);
        boolean _ = sender.connect(at);
        thread = Thread.ofPlatform().start(() -> sendUntilClosed(sender));
        try (SocketChannel receiver = server.accept()) {
          rate = receive(receiver, time);
        }
      }
      thread.join();
      return rate;
    }
  }

  private static void sendUntilClosed(SocketChannel sender) {
    ByteBuffer data = ByteBuffer.allocateDirect(1 << 16);
    try {
      while (true) {
        int _ = sender.write(data.clear());
      }
    } catch (IOException _) {
      // The test has seen enough.
    }
  }

  private static double receive(SocketChannel receiver, Duration time) throws IOException {
    ByteBuffer data = ByteBuffer.allocateDirect(1 << 16);
    long warm = 0;
    while (warm < 64 << 10) {
      warm += receiver.read(data.clear());
    }
    long start = System.nanoTime();
    long bytes = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      bytes += receiver.read(data.clear());
    }
    return rate(bytes, System.nanoTime() - start);
  }

  /// Of datagrams of 1,000 bytes, offered at some 100 Mbit/s.
  double udp(Duration time) throws Exception {
    InetAddress address = ip.address(to);
    try (DatagramChannel receiver = network(to).enter(() -> DatagramChannel.open());
        DatagramChannel sender = network(from).enter(() -> DatagramChannel.open())) {
      receiver.bind(new InetSocketAddress(address, 0));
      receiver.configureBlocking(false);
      sender.connect(receiver.getLocalAddress());
      ByteBuffer data = ByteBuffer.allocateDirect(1000);
      long start = System.nanoTime();
      long counting = 0;
      long bytes = 0;
      while (counting == 0 || System.nanoTime() - counting < time.toNanos()) {
        for (int i = 0; i < 12; i++) {
          int _ = sender.write(data.clear());
        }
        Thread.sleep(1);
        while (receiver.receive(data.clear()) != null) {
          bytes += data.position();
        }
        if (counting == 0 && System.nanoTime() - start > 300_000_000) {
          counting = System.nanoTime();
          bytes = 0;
        }
      }
      return rate(bytes, System.nanoTime() - counting);
    }
  }

  private static double rate(long bytes, long nanos) {
    return 8e9 * bytes / nanos;
  }

  private static NetworkNamespace network(TestContainer container) {
    return NetworkNamespace.ofProcess(container.pid());
  }
}
