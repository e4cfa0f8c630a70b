package io.entropy.injectors.network;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.queue.Lane;
import io.entropy.injectors.kernel.queue.PacketQueue;
import io.entropy.injectors.kernel.queue.Treatment;
import java.util.HashMap;
import java.util.Map;

/// The queues of this process, one a network namespace, open while a fault holds packets there: an
/// open queue keeps a dead container's namespace alive. Any thread.
final class NamespaceQueues implements AutoCloseable {
  private final Map<Long, Held> queues = new HashMap<>();

  /// A queue and how many lanes of it are open.
  private static final class Held {
    private final PacketQueue queue;
    private int lanes;

    Held(PacketQueue queue) {
      this.queue = queue;
    }
  }

  /// Opens a lane in the namespace's queue; [#close] it.
  synchronized Lane open(NetworkNamespace namespace, Treatment treatment) {
    Held held =
        queues.computeIfAbsent(namespace.inode(), _ -> new Held(PacketQueue.open(namespace)));
    try {
      Lane lane = held.queue.open(treatment);
      held.lanes++;
      return lane;
    } finally {
      closeIfIdle(namespace.inode(), held);
    }
  }

  /// Closes a lane; its queue with the last one.
  synchronized void close(long inode, Lane lane) {
    lane.close();
    Held held = queues.get(inode);
    if (held != null) {
      held.lanes--;
      closeIfIdle(inode, held);
    }
  }

  private void closeIfIdle(long inode, Held held) {
    if (held.lanes == 0) {
      held.queue.close();
      queues.remove(inode);
    }
  }

  @Override
  public synchronized void close() {
    queues.values().forEach(h -> h.queue.close());
    queues.clear();
  }
}
