package io.entropy.injectors.network;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// UDP from one container's network to another's, counted at both ends by sockets of ours: how many
/// arrive is known without asking any rule. A sender that is told of an error throws.
public final class Traffic implements AutoCloseable {
  private static final int PAYLOAD = 32;
  private static final int RECEIVE_BUFFER = 8 << 20;

  /// Received after each so many, so that no receive buffer overflows: that would look like loss.
  private static final int BURST = 64;

  /// Between network namespaces of one host a packet arrives before send returns, or very soon.
  private static final int QUIET_MILLIS = 60;

  private final DatagramChannel sender;
  private final DatagramChannel receiver;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(PAYLOAD);

  private Traffic(DatagramChannel sender, DatagramChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  public static Traffic between(TestContainer from, TestContainer to, InetAddress address)
      throws IOException {
    return between(network(from), 0, network(to), new InetSocketAddress(address, 0));
  }

  /// Between targets as they were told of: no engine is asked, which would take of a lease.
  public static Traffic between(Target from, Target to) throws IOException {
    InetAddress address = InetAddress.ofLiteral(to.getStatus().getNetworks(0).getAddresses(0));
    return between(network(from), 0, network(to), new InetSocketAddress(address, 0));
  }

  /// With these ports; 0 for any.
  public static Traffic between(
      NetworkNamespace from, int sourcePort, NetworkNamespace to, InetSocketAddress at)
      throws IOException {
    DatagramChannel receiver = to.enter(() -> DatagramChannel.open());
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    receiver.bind(at);
    receiver.configureBlocking(false);
    DatagramChannel sender = from.enter(() -> DatagramChannel.open());
    if (sourcePort != 0) {
      // Several senders share a source port; each is told apart by where it's connected to.
      sender.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      sender.bind(new InetSocketAddress(sourcePort));
    }
    // A connected socket is told of errors that an unconnected one isn't.
    sender.connect(receiver.getLocalAddress());
    return new Traffic(sender, receiver);
  }

  private static NetworkNamespace network(TestContainer container) {
    return NetworkNamespace.ofProcess(container.pid());
  }

  private static NetworkNamespace network(Target target) {
    return NetworkNamespace.ofProcess(target.getStatus().getPid());
  }

  /// Sends so many packets and counts those that arrive.
  public int send(int packets) throws IOException, InterruptedException {
    int arrived = 0;
    for (int sent = 1; sent <= packets; sent++) {
      sendOne();
      if (sent % BURST == 0) {
        arrived += receiveBurst();
      }
    }
    return arrived + receiveUntilQuiet(packets - arrived);
  }

  public void sendOne() throws IOException {
    int _ = sender.write(packet.clear());
  }

  /// What has arrived by now.
  public int receive() throws IOException {
    int arrived = 0;
    while (receiver.receive(packet.clear()) != null) {
      arrived++;
    }
    return arrived;
  }

  /// Where none of a burst has arrived, the kernel may be behind: that isn't made worse.
  private int receiveBurst() throws IOException, InterruptedException {
    int arrived = receive();
    for (int pause = 0; arrived == 0 && pause < 3; pause++) {
      Thread.sleep(1);
      arrived = receive();
    }
    return arrived;
  }

  private int receiveUntilQuiet(int most) throws IOException, InterruptedException {
    int arrived = receive();
    for (int quiet = 0; arrived < most && quiet < QUIET_MILLIS; quiet++) {
      Thread.sleep(1);
      int more = receive();
      arrived += more;
      quiet = more > 0 ? 0 : quiet;
    }
    return arrived;
  }

  @Override
  public void close() throws IOException {
    try (sender;
        receiver) {
      packet.clear();
    }
  }
}
