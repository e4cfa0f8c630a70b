package io.entropy.injectors.drop;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Some megabytes sent over TCP from one container to another: how long it took until all had
/// arrived, and how many segments the sender sent again, as its kernel counts them.
record TcpTransfer(Duration time, long retransmitted) {

  static TcpTransfer between(TestContainer from, TestContainer to, InetSocketAddress at, int bytes)
      throws Exception {
    Path snmp = Path.of("/proc", Integer.toString(from.pid()), "net/snmp");
    NetworkNamespace near = NetworkNamespace.ofProcess(from.pid());
    NetworkNamespace far = NetworkNamespace.ofProcess(to.pid());
    long before = retransmittedSegments(snmp);
    try (ServerSocketChannel server = far.enter(() -> ServerSocketChannel.open())) {
      server.bind(at);
      long start = System.nanoTime();
      Thread sender = Thread.ofPlatform().start(() -> send(near, at, bytes));
      receive(server, bytes);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      sender.join();
      return new TcpTransfer(time, retransmittedSegments(snmp) - before);
    }
  }

  private static void send(NetworkNamespace from, InetSocketAddress to, int bytes) {
    try (SocketChannel sender = from.enter(() -> SocketChannel.open())) {
      boolean _ = sender.connect(to);
      ByteBuffer data = ByteBuffer.allocateDirect(bytes);
      while (data.hasRemaining()) {
        int _ = sender.write(data);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the sender noticed", e);
    }
  }

  private static void receive(ServerSocketChannel server, int bytes) throws IOException {
    ByteBuffer data = ByteBuffer.allocateDirect(1 << 16);
    try (SocketChannel accepted = server.accept()) {
      int received = 0;
      int read = accepted.read(data);
      while (read >= 0) {
        received += read;
        read = accepted.read(data.clear());
      }
      if (received != bytes) {
        throw new IllegalStateException(received + " of " + bytes + " bytes arrived");
      }
    }
  }

  /// RetransSegs (RFC 4022) of the process's network.
  private static long retransmittedSegments(Path snmp) throws IOException {
    List<String> tcp =
        Files.readAllLines(snmp).stream().filter(line -> line.startsWith("Tcp:")).toList();
    List<String> names = List.of(tcp.get(0).split(" ", -1));
    return Long.parseLong(tcp.get(1).split(" ", -1)[names.indexOf("RetransSegs")]);
  }
}
