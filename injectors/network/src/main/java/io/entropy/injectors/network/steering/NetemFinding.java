package io.entropy.injectors.network.steering;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.tc.TcProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether this host's kernel has netem and what leads packets through it, found out once for all
/// injectors of the process. Any thread.
public final class NetemFinding implements AutoCloseable {
  /// As the mechanism is called.
  public static final String NAME = "netem";

  private @Nullable MechanismStatus found;

  public synchronized MechanismStatus get() {
    if (found == null) {
      Optional<String> obstacle = TcProbe.obstacleToNetem();
      found =
          MechanismStatus.newBuilder()
              .setName(NAME)
              .setAvailable(obstacle.isEmpty())
              .setDispensable(true)
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
