package io.entropy.injectors.kernel.net;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Some megabytes sent over TCP, and how many segments its sender had to send again, as the kernel
/// of the sender counts them.
public record TcpTransfer(long bytes, long retransmitted) {
  private static final int BYTES = 3 << 20;

  /// Sends from the near to the far end and waits until all has arrived.
  public static TcpTransfer nearToFar(Cable cable) throws Exception {
    long before = retransmittedSegments(cable.near());
    try (ServerSocketChannel server = cable.far().enter(ServerSocketChannel::open)) {
      server.bind(new InetSocketAddress(cable.farAddress(IpVersion.V4), 0));
      Thread sender = Thread.ofPlatform().start(() -> send(cable, server));
      long received = 0;
      try (SocketChannel accepted = server.accept()) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        int read = accepted.read(buffer);
        while (read >= 0) {
          received += read;
          read = accepted.read(buffer.clear());
        }
      }
      sender.join();
      return new TcpTransfer(received, retransmittedSegments(cable.near()) - before);
    }
  }

  private static void send(Cable cable, ServerSocketChannel server) {
    try (SocketChannel sender =
        cable.near().enter(() -> SocketChannel.open(IpVersion.V4.family()))) {
      boolean _ = sender.connect(server.getLocalAddress());
      ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
      while (buffer.hasRemaining()) {
        int _ = sender.write(buffer);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// RetransSegs of the namespace's own /proc/net/snmp.
  private static long retransmittedSegments(NetworkNamespace namespace) {
    List<String> tcp =
        namespace.enter(() ->
            Files.readAllLines(Path.of("/proc/thread-self/net/snmp")).stream()
                .filter(line -> line.startsWith("Tcp:"))
                .toList());
    List<String> names = List.of(tcp.get(0).split(" ", -1));
    return Long.parseLong(tcp.get(1).split(" ", -1)[names.indexOf("RetransSegs")]);
  }
}
