package io.entropy.injectors.partition;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who of some containers reaches whom: one socket in the network of each, and a datagram from each
/// to each other one, which names both.
final class Reachability implements AutoCloseable {
  private static final int PORT = 7100;

  /// A pair is tried so often before it's taken for cut when it should be.
  private static final int TRIES = 3;

  /// And so often when it shouldn't: a busy machine may lose a datagram, or be late with it.
  private static final int MOST_TRIES = 50;

  private static final int QUIET_MILLIS = 60;

  private final List<InetAddress> addresses = new ArrayList<>();
  private final List<DatagramChannel> sockets = new ArrayList<>();

  /// Which one this is, so that a late datagram of the last one doesn't count.
  private int measurement;

  /// An ordered pair of containers, by their numbers.
  record Pair(int from, int to) {}

  Reachability(List<TestContainer> containers, Ip ip) throws IOException {
    for (TestContainer container : containers) {
      InetAddress address = ip.address(container);
      NetworkNamespace network = NetworkNamespace.ofProcess(container.pid());
      DatagramChannel socket = network.enter(() -> DatagramChannel.open());
      socket.configureBlocking(false);
      socket.bind(new InetSocketAddress(address, PORT));
      addresses.add(address);
      sockets.add(socket);
    }
  }

  /// Every pair of which something sent by the one arrived at the other.
  ///
  /// @param expected which those should be
  Set<Pair> measure(Set<Pair> expected) throws IOException, InterruptedException {
    measurement++;
    Set<Pair> reached = new HashSet<>();
    int all = sockets.size() * (sockets.size() - 1);
    for (int round = 0;
        reached.size() < all
            && (round < TRIES || (round < MOST_TRIES && !reached.containsAll(expected)));
        round++) {
      for (int from = 0; from < sockets.size(); from++) {
        for (int to = 0; to < sockets.size(); to++) {
          if (from != to) {
            ByteBuffer packet = packet(from, to);
            int _ = sockets.get(from).send(packet, new InetSocketAddress(addresses.get(to), PORT));
          }
        }
      }
      for (int quiet = 0; quiet < QUIET_MILLIS && reached.size() < all; quiet++) {
        if (receive(reached)) {
          quiet = 0;
        }
        Thread.sleep(1);
      }
    }
    return reached;
  }

  private ByteBuffer packet(int from, int to) {
    return ByteBuffer.allocate(12).putInt(from).putInt(to).putInt(measurement).flip();
  }

  private boolean receive(Set<Pair> reached) throws IOException {
    boolean any = false;
    ByteBuffer packet = ByteBuffer.allocate(64);
    for (int at = 0; at < sockets.size(); at++) {
      while (sockets.get(at).receive(packet.clear()) != null) {
        packet.flip();
        Pair pair = new Pair(packet.getInt(), packet.getInt());
        if (pair.to() != at) {
          throw new IllegalStateException(pair + " arrived at " + at);
        }
        if (packet.getInt() == measurement) {
          any |= reached.add(pair);
        }
      }
    }
    return any;
  }

  /// The full matrix of so many.
  static Set<Pair> all(int containers) {
    Set<Pair> all = new HashSet<>();
    for (int from = 0; from < containers; from++) {
      for (int to = 0; to < containers; to++) {
        if (from != to) {
          all.add(new Pair(from, to));
        }
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel socket : sockets) {
      socket.close();
    }
  }
}
