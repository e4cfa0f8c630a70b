package io.entropy.electiondemo.voter;

import io.entropy.electiondemo.election.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The UDP port of a voter. Owned by the voter's thread; only [#wake] may be called by others.
final class DatagramPort implements AutoCloseable {
  private final DatagramChannel channel;
  private final Selector selector;
  private final PeerAddresses addresses;
  private final Set<String> peerIds;
  private final Counters counters;
  private final ByteBuffer buffer = ByteBuffer.allocate(Datagrams.MAX_BYTES);

  DatagramPort(InetSocketAddress listen, List<Peer> peers, Counters counters) throws IOException {
    this.counters = counters;
    this.peerIds = peers.stream().map(Peer::id).collect(Collectors.toUnmodifiableSet());
    channel = DatagramChannel.open();
    selector = Selector.open();
    try {
      channel.bind(listen);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    } catch (IOException failure) {
      selector.close();
      channel.close();
      throw new IOException(
          "cannot listen on UDP " + listen + ": " + failure.getMessage(), failure);
    }
    addresses = new PeerAddresses(peers);
  }

  /// Sends once. What cannot be sent is lost, as it could be on the way.
  void send(Message message) {
    var to = addresses.of(message.to());
    if (to.isEmpty()) {
      counters.sendFailed();
      return;
    }
    try {
      channel.send(Datagrams.encode(message), to.get());
      counters.sent(message.kind());
    } catch (IOException _) {
      // A full queue, no route, a firewall: UDP promises nothing, and the protocol repeats itself.
      counters.sendFailed();
    }
  }

  /// Waits until a datagram is there, `wait` is over, or somebody calls [#wake].
  void await(Duration wait) {
    try {
      // Rounded up, because waking too early would mean spinning until it is time.
      selector.select(_ -> {}, Math.max(1, wait.plusNanos(999_999).toMillis()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The next message that is already here, past any datagrams that are none.
  Optional<Message> poll() {
    try {
      while (true) {
        buffer.clear();
        if (!(channel.receive(buffer) instanceof InetSocketAddress source)) {
          return Optional.empty();
        }
        var message = Datagrams.decode(buffer.flip()).filter(m -> peerIds.contains(m.from()));
        if (message.isPresent()) {
          counters.received(message.get().kind());
          addresses.heardFrom(message.get().from(), source);
          return message;
        }
        counters.rejected();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void wake() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    addresses.close();
    selector.close();
    channel.close();
  }
}
