package io.entropy.injectors.partition;

import io.entropy.api.v1.Peer;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.ContainerRuntime.ContainerEvent;
import io.entropy.injectors.spi.ContainerRuntime.Subscription;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the engine's events while there are cuts, and gives them the new addresses of peers that
/// were started again or got on another network. Knows the peers of this engine only. Any thread.
final class PeerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerWatch.class);

  private final ContainerRuntime runtime;

  /// Each cut with the peers' present addresses by their ids.
  private final Map<CutFault, Map<String, Set<InetAddress>>> cuts = new HashMap<>();

  private @Nullable Subscription subscription;
  private boolean following;
  private boolean closed;

  PeerWatch(ContainerRuntime runtime) {
    this.runtime = runtime;
  }

  synchronized void add(CutFault cut) {
    Map<String, Set<InetAddress>> addresses = new HashMap<>();
    for (Peer peer : cut.peers().all()) {
      addresses.put(peer.getTargetId(), Peers.addresses(Set.of(peer)));
    }
    cuts.put(cut, addresses);
    if (!following && !closed) {
      following = true;
      // Not on this thread: a fault must not wait for an engine that doesn't answer.
      Thread _ = Thread.startVirtualThread(this::follow);
    }
  }

  private void follow() {
    Subscription opened;
    try {
      opened = runtime.follow(this::happened, _ -> lost());
    } catch (RuntimeUnavailableException e) {
      LOG.warn("new addresses of peers won't be noticed: {}", e.getMessage());
      lost();
      return;
    }
    if (!keep(opened)) {
      opened.close();
    }
  }

  private synchronized boolean keep(Subscription opened) {
    if (!closed) {
      subscription = opened;
    }
    return !closed;
  }

  synchronized void remove(CutFault cut) {
    cuts.remove(cut);
  }

  private synchronized void lost() {
    subscription = null;
    following = false; // the next cut follows again
  }

  private void happened(ContainerEvent event) {
    switch (event.type()) {
      case STARTED, NETWORK_CHANGED -> {
        if (concerns(event.containerId())) {
          // The engine is asked: not on the thread that reads its events.
          Thread _ = Thread.startVirtualThread(() -> readAgain(event.containerId()));
        }
      }
      case CREATED, DIED, PAUSED, UNPAUSED, HEALTH_CHANGED, RENAMED, DESTROYED -> {}
    }
  }

  private synchronized boolean concerns(String id) {
    return cuts.values().stream().anyMatch(peers -> peers.containsKey(id));
  }

  private void readAgain(String id) {
    try {
      Optional<Set<InetAddress>> now = runtime.inspect(id).map(Peers::addresses);
      if (now.isPresent() && !now.get().isEmpty()) {
        moved(id, now.get());
      }
    } catch (RuntimeUnavailableException e) {
      LOG.warn("the new address of {} isn't known: {}", id, e.getMessage());
    }
  }

  private synchronized void moved(String id, Set<InetAddress> now) {
    cuts.forEach((cut, peers) -> {
      if (peers.containsKey(id) && !now.equals(peers.put(id, now))) {
        Set<InetAddress> all = new HashSet<>();
        peers.values().forEach(all::addAll);
        try {
          cut.reach(all);
        } catch (InjectorException e) {
          LOG.warn("a peer's new address can't be cut off: {}", e.getMessage());
        }
      }
    });
  }

  @Override
  public void close() {
    Subscription open;
    synchronized (this) {
      closed = true;
      cuts.clear();
      open = subscription;
      subscription = null;
    }
    if (open != null) {
      open.close();
    }
  }
}
