package io.entropy.bench.traffic;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.BitSet;
import java.util.concurrent.locks.LockSupport;

/// Numbered datagrams from one namespace into another, and which of them arrive. One thread sends a
/// few, then takes in what has come, so that no socket's buffer loses any.
public final class Numbered implements AutoCloseable {
  private static final int AT_A_TIME = 50;
  private static final int BUFFER = 1 << 20;
  private static final long SECOND = 1_000_000_000L;
  private static final long ON_THEIR_WAY = 100_000_000L;

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(64);

  private Numbered(DatagramChannel sender, DatagramChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  /// Opens both ends.
  ///
  /// @param address of the one into which they go
  public static Numbered between(NetworkNamespace from, NetworkNamespace into, String address)
      throws IOException {
    DatagramChannel receiver = open(into);
    receiver.bind(new InetSocketAddress(address, 0));
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    receiver.configureBlocking(false);
    DatagramChannel sender = open(from);
    sender.connect(receiver.getLocalAddress());
    return new Numbered(sender, receiver);
  }

  private static DatagramChannel open(NetworkNamespace namespace) throws IOException {
    return namespace.enter(() -> DatagramChannel.open(StandardProtocolFamily.INET));
  }

  /// Where they arrive.
  public int port() throws IOException {
    return ((InetSocketAddress) receiver.getLocalAddress()).getPort();
  }

  /// Sends so many at no more than this rate; the numbers of those that arrived, from 0.
  public BitSet send(int packets, int perSecond) throws IOException {
    BitSet arrived = new BitSet(packets);
    long start = System.nanoTime();
    for (int sent = 0; sent < packets; ) {
      for (int end = Math.min(packets, sent + AT_A_TIME); sent < end; sent++) {
        int _ = sender.write(packet.clear().putInt(0, sent));
      }
      long next = start + sent * SECOND / perSecond;
      do {
        takeIn(arrived);
        LockSupport.parkNanos(Math.min(next - System.nanoTime(), SECOND / 2_000));
      } while (System.nanoTime() - next < 0);
    }
    long end = System.nanoTime() + ON_THEIR_WAY;
    while (System.nanoTime() - end < 0 && arrived.cardinality() < packets) {
      takeIn(arrived);
      LockSupport.parkNanos(SECOND / 1_000);
    }
    return arrived;
  }

  private void takeIn(BitSet arrived) throws IOException {
    while (receiver.receive(packet.clear()) != null) {
      arrived.set(packet.getInt(0));
    }
  }

  @Override
  public void close() throws IOException {
    try (sender) {
      receiver.close();
    }
  }
}
