package io.entropy.injectors.network;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.queue.QueueProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether this host can queue packets, found out once for all injectors of the process. Any
/// thread.
final class QueueFinding implements AutoCloseable {
  private @Nullable MechanismStatus found;

  synchronized MechanismStatus get() {
    if (found == null) {
      Optional<String> obstacle = QueueProbe.obstacle();
      found =
          MechanismStatus.newBuilder()
              .setName(QueuedFaults.NAME)
              .setAvailable(obstacle.isEmpty())
              .setDetail(
                  obstacle
                      .map(reason -> "packets can't be queued: " + reason)
                      .orElse("what is received can be held, by any kernel with NFQUEUE"))
              .build();
    }
    return found;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
