package io.entropy.injectors.toxiproxy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Something that listens, and says of itself only which version it is.
final class OtherServer implements AutoCloseable {
  private final HttpServer http =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

  OtherServer(String version) throws IOException {
    this(version, 0);
  }

  /// @param missing how many bytes of what it announces it never sends
  OtherServer(String version, int missing) throws IOException {
    http.createContext(
        "/version",
        exchange -> {
          byte[] body = version.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length + missing);
          exchange.getResponseBody().write(body);
          exchange.getResponseBody().flush();
          if (missing == 0) {
            exchange.close();
          }
        });
    http.start();
  }

  String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
