package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;

/// The contract of injectors, for a toxic at a real server: all modes differ from `reset_peer` only
/// in what the server is told. A byte never comes back, so no time need be measured.
class ResetPeerContractIT extends ToxicContractIT {

  @Override
  protected InjectorProvider provider() {
    return new ResetPeerProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("server", echo.server(), "stream", "upstream");
  }

  @Override
  protected boolean effectPresent(Target target) throws IOException {
    try (Socket socket = echo.connect(target)) {
      socket.getOutputStream().write(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketException _) {
      return true;
    }
  }
}
