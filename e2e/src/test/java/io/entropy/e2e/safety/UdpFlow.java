package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;

/// Packets from one container to another, sent and counted by sockets of the test's own in their
/// namespaces: what gets through is known without asking Entropy or the kernel's rules. One thread
/// at a time.
public final class UdpFlow implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 4 << 20;
  private static final int BURST = 32;

  /// A packet that isn't lost arrives as good as at once; a busy machine may take longer.
  private static final int QUIET_MILLIS = 150;

  private static final int SOME = 20;

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(64);

  private UdpFlow(DatagramChannel sender, DatagramChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  public static UdpFlow between(TestContainer from, TestContainer to) throws IOException {
    DatagramChannel receiver = open(to);
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    receiver.bind(new InetSocketAddress(to.ipv4(), 0));
    receiver.configureBlocking(false);
    DatagramChannel sender = open(from);
    sender.connect(receiver.getLocalAddress());
    return new UdpFlow(sender, receiver);
  }

  private static DatagramChannel open(TestContainer container) {
    return NetworkNamespace.ofProcess(container.pid())
        .enter(() -> DatagramChannel.open(StandardProtocolFamily.INET));
  }

  /// Where it goes to.
  int port() throws IOException {
    return ((InetSocketAddress) receiver.getLocalAddress()).getPort();
  }

  /// Sends so many packets and counts those that arrive.
  int arrivals(int packets) throws IOException, InterruptedException {
    receive(); // late ones of before
    int arrived = 0;
    for (int sent = 1; sent <= packets; sent++) {
      int _ = sender.write(packet.clear().limit(32));
      if (sent % BURST == 0) {
        arrived += receive();
      }
    }
    for (int quiet = 0; arrived < packets && quiet < QUIET_MILLIS; quiet++) {
      int more = receive();
      quiet = more > 0 ? 0 : quiet;
      arrived += more;
      Thread.sleep(1);
    }
    return arrived;
  }

  private int receive() throws IOException {
    int arrived = 0;
    while (receiver.receive(packet.clear()) != null) {
      arrived++;
    }
    return arrived;
  }

  /// Nothing is lost.
  public void assertFlows() throws IOException, InterruptedException {
    assertThat(arrivals(SOME)).as("packets that arrive of " + SOME).isEqualTo(SOME);
  }

  /// Everything is lost.
  public void assertIsCut() throws IOException, InterruptedException {
    assertThat(arrivals(SOME)).as("packets that arrive of " + SOME).isZero();
  }

  /// Sends a packet now and then until one arrives.
  public void awaitFlow(Duration limit) throws InterruptedException {
    Duration _ = Eventually.within(limit, "traffic flows again", this::flows);
  }

  private boolean flows() {
    try {
      return arrivals(1) == 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try (sender;
        receiver) {
      packet.clear();
    }
  }
}
