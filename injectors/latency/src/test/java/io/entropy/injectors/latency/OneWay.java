package io.entropy.injectors.latency;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// UDP from one container to another in which each packet says when it was sent: how long each was
/// on its way, by one clock. Packets are received by the thread that sends, between sends and
/// afterwards, but timed when they arrive, by the kernel's order of events: a receiver that comes
/// late makes them look later, never earlier.
final class OneWay implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int RECEIVE_BUFFER = 8 << 20;

  /// A packet that has arrived.
  record Trip(long number, Duration delay) {
    double millis() {
      return delay.toNanos() / 1e6;
    }
  }

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final Selector arrivals;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(64);
  private long sent;

  private OneWay(DatagramChannel sender, DatagramChannel receiver, Selector arrivals) {
    this.sender = sender;
    this.receiver = receiver;
    this.arrivals = arrivals;
  }

  static OneWay between(TestContainer from, TestContainer to, InetAddress address)
      throws IOException {
    return between(from, to, address, 0);
  }

  static OneWay between(TestContainer from, TestContainer to, InetAddress address, int port)
      throws IOException {
    return between(from.pid(), to.pid(), new InetSocketAddress(address, port));
  }

  /// Between targets as they were told of: no engine is asked, which would take of a lease.
  static OneWay between(Target from, Target to) throws IOException {
    InetAddress address = InetAddress.ofLiteral(to.getStatus().getNetworks(0).getAddresses(0));
    return between(
        from.getStatus().getPid(), to.getStatus().getPid(), new InetSocketAddress(address, 0));
  }

  private static OneWay between(long from, long to, InetSocketAddress at) throws IOException {
    DatagramChannel receiver = NetworkNamespace.ofProcess(to).enter(() -> DatagramChannel.open());
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    receiver.bind(at).configureBlocking(false);
    Selector arrivals = Selector.open();
    SelectionKey _ = receiver.register(arrivals, SelectionKey.OP_READ);
    DatagramChannel sender = NetworkNamespace.ofProcess(from).enter(() -> DatagramChannel.open());
    sender.connect(receiver.getLocalAddress());
    return new OneWay(sender, receiver, arrivals);
  }

  void send() throws IOException {
    packet.clear().putLong(sent++).putLong(System.nanoTime()).flip();
    int _ = sender.write(packet);
  }

  /// Sends so many, a pause between each, and returns those that arrive, in the order of their
  /// arrival, waiting until all have.
  List<Trip> send(int packets, Duration pause) throws IOException {
    List<Trip> trips = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < packets; i++) {
      send();
      long next = start + (i + 1) * pause.toNanos();
      do {
        receive(trips, Math.max(0, (next - System.nanoTime()) / 1_000_000));
      } while (next - System.nanoTime() > 0);
    }
    return receiveUntil(packets, trips);
  }

  /// Receives until there are so many, or nothing has come for a long time.
  List<Trip> receiveUntil(int packets, List<Trip> trips) throws IOException {
    return receiveWithin(PATIENCE.toMillis(), trips, packets);
  }

  /// Receives until there are so many, or so long.
  List<Trip> receiveWithin(long millis, List<Trip> trips, int packets) throws IOException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    do {
      receive(trips, 100);
    } while (trips.size() < packets && System.nanoTime() - deadline < 0);
    return trips;
  }

  /// What has arrived by now.
  List<Trip> receive() throws IOException {
    List<Trip> trips = new ArrayList<>();
    receive(trips, 0);
    return trips;
  }

  private void receive(List<Trip> trips, long millis) throws IOException {
    int _ = millis == 0 ? arrivals.selectNow() : arrivals.select(millis);
    arrivals.selectedKeys().clear();
    while (receiver.receive(packet.clear()) != null) {
      long now = System.nanoTime();
      packet.flip();
      long number = packet.getLong();
      trips.add(new Trip(number, Duration.ofNanos(now - packet.getLong())));
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
