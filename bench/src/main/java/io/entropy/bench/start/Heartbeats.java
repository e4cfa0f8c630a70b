package io.entropy.bench.start;

import io.entropy.bench.host.Container;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/// Numbered UDP datagrams into a container, one each two milliseconds: the clock by which the first
/// lost packet is timed. Two threads while it's open; asked once it's closed.
final class Heartbeats implements AutoCloseable {
  private static final long INTERVAL_NANOS = 2_000_000;

  /// So many lost in a row are a fault, not an accident.
  private static final int IN_A_ROW = 20;

  private static final int MOST = 200_000;

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration ON_ITS_WAY = Duration.ofMillis(150);

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final long[] sentAt = new long[MOST];
  private final BitSet arrived = new BitSet(MOST);
  private final Thread sending;
  private final Thread receiving;
  private volatile boolean stopping;
  private int sent;

  private Heartbeats(DatagramChannel sender, DatagramChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
    this.sending = Thread.ofPlatform().name("heartbeats-send").unstarted(this::send);
    this.receiving = Thread.ofPlatform().name("heartbeats-receive").unstarted(this::receive);
  }

  /// Sends from the host, receives in the container's network namespace.
  static Heartbeats into(Container container) throws IOException {
    DatagramChannel receiver =
        NetworkNamespace.ofProcess(container.pid())
            .enter(() -> DatagramChannel.open(StandardProtocolFamily.INET));
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
    receiver.configureBlocking(false);
    receiver.bind(new InetSocketAddress(container.address(), 0));
    DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET);
    sender.connect(receiver.getLocalAddress());
    Heartbeats heartbeats = new Heartbeats(sender, receiver);
    heartbeats.receiving.start();
    heartbeats.sending.start();
    return heartbeats;
  }

  private void send() {
    ByteBuffer packet = ByteBuffer.allocateDirect(Integer.BYTES);
    try {
      long next = System.nanoTime();
      while (!stopping && sent < MOST) {
        sentAt[sent] = System.nanoTime();
        int _ = sender.write(packet.clear().putInt(sent).flip());
        sent++;
        next = Math.max(next + INTERVAL_NANOS, System.nanoTime());
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the sender noticed", e);
    }
  }

  /// Looks now and then: waking for each would take the CPU from what is measured.
  private void receive() {
    ByteBuffer packet = ByteBuffer.allocateDirect(Integer.BYTES);
    try {
      while (true) {
        while (receiver.receive(packet.clear()) != null) {
          arrived.set(packet.flip().getInt());
        }
        Thread.sleep(LOOK);
      }
    } catch (ClosedChannelException | InterruptedException _) {
      // Everything that came has been counted.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Stops both, so that what was counted can be asked.
  @Override
  public void close() throws IOException {
    stopping = true;
    try (sender) {
      sending.join();
      Thread.sleep(ON_ITS_WAY);
      receiver.close();
      receiving.join();
    } catch (InterruptedException _) {
      receiver.close();
      Thread.currentThread().interrupt(); // ended early: nobody asks what arrived
    }
  }

  /// The first datagram sent at or after that time that began a row of lost ones.
  OptionalInt firstLost(long from) {
    int lost = 0;
    for (int i = 0; i < sent; i++) {
      lost = sentAt[i] >= from && !arrived.get(i) ? lost + 1 : 0;
      if (lost == IN_A_ROW) {
        return OptionalInt.of(i - IN_A_ROW + 1);
      }
    }
    return OptionalInt.empty();
  }

  long sentAt(int number) {
    return sentAt[number];
  }

  int sent() {
    return sent;
  }
}
