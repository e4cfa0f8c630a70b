package io.entropy.bench.traffic;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.sys.PreciseThread;
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
/// thread in wait for it notes how long it took. Neither allocates for a packet.
public final class OneWay implements AutoCloseable {
  /// In place of the time of a packet that didn't arrive.
  public static final long LOST = -1;

  private static final int RECEIVE_BUFFER = 64 << 20;
  private static final int PACKET = 64;
  private static final int NUMBER = 8;
  private static final int RUN = 12;
  private static final long SECOND = 1_000_000_000L;
  private static final long SPIN_NANOS = 80_000;

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile Run run = new Run(0, new long[0]);

  /// Where the times of one go, by the numbers of its packets; those of an earlier one go nowhere.
  private static final class Run {
    final int id;
    final long[] nanos;

    Run(int id, long[] nanos) {
      this.id = id;
      this.nanos = nanos;
    }
  }

  private OneWay(DatagramChannel sender, DatagramChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  public static OneWay into(NetworkNamespace namespace, String address) throws IOException {
    DatagramChannel receiver = namespace.enter(() -> DatagramChannel.open());
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    receiver.bind(new InetSocketAddress(address, 0));
    DatagramChannel sender = DatagramChannel.open();
    sender.connect(receiver.getLocalAddress());
    receiver.connect(sender.getLocalAddress());
    OneWay oneWay = new OneWay(sender, receiver);
    Thread _ = Thread.ofPlatform().name("one-way").daemon().start(oneWay::receive);
    return oneWay;
  }

  private void receive() {
    PreciseThread.become(); // else it would be measured how soon others let us look
    ByteBuffer in = ByteBuffer.allocateDirect(PACKET);
    try {
      while (true) {
        int _ = receiver.read(in.clear());
        long now = System.nanoTime();
        Run into = run;
        int number = in.getInt(NUMBER);
        if (in.getInt(RUN) == into.id && number < into.nanos.length) {
          into.nanos[number] = now - in.getLong(0);
        }
        int _ = arrived.incrementAndGet();
      }
    } catch (ClosedChannelException _) {
      // That is how it ends.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(int number) throws IOException {
    packet.clear().putInt(NUMBER, number).putInt(RUN, run.id).putLong(0, System.nanoTime());
    int _ = sender.write(packet);
  }

  private Run next(int packets) {
    long[] nanos = new long[packets];
    Arrays.fill(nanos, LOST);
    arrived.set(0);
    return new Run(run.id + 1, nanos);
  }

  /// How long each of so many packets took, sent at this rate, in nanoseconds; or [#LOST].
  ///
  /// @param longest what none of them takes
  public long[] times(int packets, int perSecond, long longest)
      throws IOException, InterruptedException {
    run = next(packets);
    long start = System.nanoTime();
    for (int i = 0; i < packets; i++) {
      awaitNanos(start + i * SECOND / perSecond);
      send(i);
    }
    long deadline = System.nanoTime() + longest;
    while (arrived.get() < packets && System.nanoTime() - deadline < 0) {
      Thread.sleep(1);
    }
    return run.nanos.clone();
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
  public double flood(long forNanos) throws IOException {
    run = next(0);
    long start = System.nanoTime();
    for (int i = 0; System.nanoTime() - start < forNanos; i++) {
      send(i);
    }
    return arrived.get() * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}
