package io.entropy.electiondemo.voter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where each peer is now. A restarted container may come back at another address: names are looked
/// up again every two seconds, and a datagram tells at once where its sender is. A name that isn't
/// found keeps its last address; a message that reaches the wrong voter there is ignored by it.
final class PeerAddresses implements AutoCloseable {
  private static final Duration LOOK_UP_EACH = Duration.ofSeconds(2);

  private final Map<String, InetSocketAddress> known = new ConcurrentHashMap<>();
  private final List<Thread> lookups;

  PeerAddresses(List<Peer> peers) {
    lookups =
        peers.stream()
            .map(peer ->
                Thread.ofPlatform()
                    .daemon()
                    .name("lookup-" + peer.id())
                    .start(() -> keepLookingUp(peer)))
            .toList();
  }

  Optional<InetSocketAddress> of(String id) {
    return Optional.ofNullable(known.get(id));
  }

  void heardFrom(String id, InetSocketAddress source) {
    known.put(id, source);
  }

  private void keepLookingUp(Peer peer) {
    while (true) {
      try {
        var address = new InetSocketAddress(InetAddress.getByName(peer.host()), peer.port());
        known.put(peer.id(), address);
      } catch (UnknownHostException _) {
        // Down, or the name server doesn't answer: the last address is the best guess there is.
      }
      try {
        Thread.sleep(LOOK_UP_EACH);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  @Override
  public void close() {
    lookups.forEach(Thread::interrupt);
  }
}
