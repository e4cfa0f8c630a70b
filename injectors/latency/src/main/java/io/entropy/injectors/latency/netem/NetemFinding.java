package io.entropy.injectors.latency.netem;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.tc.TcProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether this host's kernel has netem and what leads packets through it, found out once for all
/// injectors of the process. Any thread.
final class NetemFinding implements AutoCloseable {
  private @Nullable MechanismStatus found;

  synchronized MechanismStatus get() {
    if (found == null) {
      Optional<String> obstacle = TcProbe.obstacleToNetem();
      found =
          MechanismStatus.newBuilder()
              .setName(NetworkEmulator.NAME)
              .setAvailable(obstacle.isEmpty())
              .setDetail(
                  obstacle
                      .map(reason -> "this kernel's network emulator can't be used: " + reason)
                      .orElse("what is received and what is sent can be treated by the kernel"))
              .build();
    }
    return found;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
