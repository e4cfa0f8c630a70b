package io.entropy.e2e.vm;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/// UDP from one namespace to another, of which each packet says which it is and when it was sent.
final class Packets implements AutoCloseable {
  /// So long that a flipped bit is likely to be where a checksum tells.
  private static final int SIZE = 1_000;

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(SIZE);
  private long sent;

  /// One that has arrived.
  record Trip(long number, double millis) {}

  private Packets(DatagramChannel sender, DatagramChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  /// What the target receives (`recv`) or sends.
  static Packets of(NamespacePair pair, String direction, int port) throws IOException {
    return direction.equals("recv")
        ? between(pair.peer(), pair.target(), NamespacePair.TARGET_ADDRESS, port)
        : between(pair.target(), pair.peer(), NamespacePair.PEER_ADDRESS, port);
  }

  private static Packets between(
      NetworkNamespace from, NetworkNamespace to, String address, int port) throws IOException {
    DatagramChannel receiver = to.enter(() -> DatagramChannel.open());
    receiver.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    receiver.configureBlocking(false);
    DatagramChannel sender = from.enter(() -> DatagramChannel.open());
    sender.connect(receiver.getLocalAddress());
    return new Packets(sender, receiver);
  }

  /// Sends so many at once, and waits until as many have arrived, or so long.
  List<Trip> send(int packets, int arriving, long millis) throws Exception {
    for (int i = 0; i < packets; i++) {
      packet.clear().putLong(sent++).putLong(System.nanoTime()).position(SIZE).flip();
      int _ = sender.write(packet);
    }
    List<Trip> trips = new ArrayList<>();
    long start = System.nanoTime();
    receive(trips);
    while (trips.size() < arriving && System.nanoTime() - start < millis * 1_000_000) {
      Thread.sleep(2);
      receive(trips);
    }
    return trips;
  }

  private void receive(List<Trip> trips) throws IOException {
    while (receiver.receive(packet.clear()) != null) {
      long now = System.nanoTime();
      packet.flip();
      trips.add(new Trip(packet.getLong(), (now - packet.getLong()) / 1e6));
    }
  }

  /// How long the fastest of some took, which a busy machine can't make faster.
  double fastest() throws Exception {
    return send(3, 3, 2_500).stream().mapToDouble(Trip::millis).min().orElse(Double.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    try (sender;
        receiver) {
      packet.clear();
    }
  }
}
