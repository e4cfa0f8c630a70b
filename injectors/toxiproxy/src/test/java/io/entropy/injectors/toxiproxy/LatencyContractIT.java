package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;

/// `toxiproxy_latency`: a byte takes a third of a second to come back. Twice, as a busy machine can
/// be that slow once.
class LatencyContractIT extends ToxicContractIT {
  private static final long NANOS = 330_000_000;

  @Override
  protected InjectorProvider provider() {
    return new LatencyProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("server", echo.server(), "time", "330ms");
  }

  @Override
  protected boolean effectPresent(Target target) throws IOException {
    try (Socket socket = echo.connect(target)) {
      boolean first = late(socket);
      return first && late(socket);
    }
  }

  private static boolean late(Socket socket) throws IOException {
    long begun = System.nanoTime();
    socket.getOutputStream().write(1);
    int back = socket.getInputStream().read();
    return back == 1 && System.nanoTime() - begun >= NANOS * 9 / 10;
  }
}
