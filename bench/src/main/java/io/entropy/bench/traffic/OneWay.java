package io.entropy.bench.latency;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// UDP from here into a container, timed by one clock: each packet says when it was sent, and a
/// thread in wait for it notes how long it took.
final class OneWay implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 64 << 20;
  private static final int PACKET = 64;
  private static final long SPIN_NANOS = 80_000;

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final Thread receiving;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile long[] nanos = new long[0];

  private OneWay(DatagramChannel sender, DatagramChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
    this.receiving = Thread.ofPlatform().name("one-way").daemon().unstarted(this::receive);
  }

  static OneWay into(NetworkNamespace namespace, String address) throws IOException {
    DatagramChannel receiver = namespace.enter(() -> DatagramChannel.open());
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    receiver.bind(new InetSocketAddress(address, 0));
    DatagramChannel sender = DatagramChannel.open();
    sender.connect(receiver.getLocalAddress());
    OneWay oneWay = new OneWay(sender, receiver);
    oneWay.receiving.start();
    return oneWay;
  }

  private void receive() {
    ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
    try {
      while (true) {
        var _ = receiver.receive(packet.clear());
        long now = System.nanoTime();
        int index = arrived.getAndIncrement();
        long[] into = nanos;
        if (index < into.length) {
          into[index] = now - packet.getLong(0);
        }
      }
    } catch (ClosedChannelException _) {
      // That is how it ends.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// How long so many packets took, sent at this rate.
  ///
  /// @param longest what none of them takes
  long[] times(int packets, int perSecond, long longest) throws IOException, InterruptedException {
    nanos = new long[packets];
    arrived.set(0);
    ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
    long start = System.nanoTime();
    for (int i = 0; i < packets; i++) {
      awaitNanos(start + i * 1_000_000_000L / perSecond);
      packet.clear().putLong(0, System.nanoTime());
      int _ = sender.write(packet);
    }
    long deadline = System.nanoTime() + longest;
    while (arrived.get() < packets && System.nanoTime() - deadline < 0) {
      Thread.sleep(1);
    }
    return Arrays.copyOf(nanos, Math.min(packets, arrived.get()));
  }

  private static void awaitNanos(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /// How many packets arrive a second when as many are sent as can be, for so long.
  double flood(long forNanos) throws IOException {
    ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
    long start = System.nanoTime();
    arrived.set(0);
    while (System.nanoTime() - start < forNanos) {
      packet.clear().putLong(0, System.nanoTime());
      int _ = sender.write(packet);
    }
    return arrived.get() * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}
