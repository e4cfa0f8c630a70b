package io.entropy.bench.soak;

import io.entropy.bench.host.Container;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;

/// Ten small datagrams a second to each container, whose kernels refuse them: something for the
/// faults to hit. One thread.
final class Packets implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int DISCARD = 9;

  private final DatagramChannel sender;
  private final Thread thread;
  private volatile List<Container> to;

  private Packets(DatagramChannel sender, List<Container> to) {
    this.sender = sender;
    this.to = to;
    this.thread = Thread.ofPlatform().name("packets").unstarted(this::send);
  }

  static Packets to(List<Container> containers) throws IOException {
    Packets packets = new Packets(DatagramChannel.open(StandardProtocolFamily.INET), containers);
    packets.thread.start();
    return packets;
  }

  /// From now on to where they are now.
  void redirect(List<Container> containers) {
    to = containers;
  }

  private void send() {
    ByteBuffer packet = ByteBuffer.allocate(64);
    try {
      while (true) {
        for (Container container : to) {
          if (!container.address().isEmpty()) {
            int _ =
                sender.send(packet.clear(), new InetSocketAddress(container.address(), DISCARD));
          }
        }
        Thread.sleep(PAUSE);
      }
    } catch (IOException | InterruptedException _) {
      // It was closed.
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    sender.close();
  }
}
