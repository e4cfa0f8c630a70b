package io.entropy.injectors.kernel.net;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// UDP packets from one end of a [Cable] to the other, counted on arrival: the count that those of
/// the rules are compared with.
public final class UdpTraffic implements AutoCloseable {
  private static final int BURST = 64;
  private static final long QUIET_MILLIS = 100;

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final Selector arrivals;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(64);

  private UdpTraffic(
      NetworkNamespace from,
      NetworkNamespace to,
      IpVersion version,
      int port,
      InetAddress source,
      InetAddress target) {
    try {
      receiver = to.enter(() -> DatagramChannel.open(version.family()));
      receiver.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
      receiver.bind(new InetSocketAddress(target, port));
      receiver.configureBlocking(false);
      arrivals = Selector.open();
      SelectionKey _ = receiver.register(arrivals, SelectionKey.OP_READ);
      sender = from.enter(() -> DatagramChannel.open(version.family()));
      sender.bind(new InetSocketAddress(source, 0));
      sender.connect(receiver.getLocalAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From the near end to this port of the far one; 0 for any port.
  public static UdpTraffic toFar(Cable cable, IpVersion version, int port) {
    return new UdpTraffic(
        cable.near(),
        cable.far(),
        version,
        port,
        cable.nearAddress(version),
        cable.farAddress(version));
  }

  /// Sends so many packets and returns how many arrived. Fails when sending does.
  public int send(int count) {
    int arrived = 0;
    for (int sent = 0; sent < count; sent++) {
      sendOne();
      if (sent % BURST == 0) {
        arrived += drain();
      }
    }
    return arrived + drainUntilQuiet();
  }

  public void sendOne() {
    try {
      packet.clear().limit(32);
      int _ = sender.write(packet);
    } catch (IOException e) {
      throw new UncheckedIOException("the sender noticed", e);
    }
  }

  /// What has arrived since it was last asked for, without waiting.
  public int drain() {
    try {
      int arrived = 0;
      while (receiver.receive(packet.clear()) != null) {
        arrived++;
      }
      return arrived;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What arrives until nothing has for a tenth of a second.
  public int drainUntilQuiet() {
    try {
      int arrived = drain();
      while (arrivals.select(QUIET_MILLIS) > 0) {
        arrivals.selectedKeys().clear();
        arrived += drain();
      }
      return arrived;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (sender;
        receiver;
        arrivals) {
      packet.clear();
    }
  }
}
