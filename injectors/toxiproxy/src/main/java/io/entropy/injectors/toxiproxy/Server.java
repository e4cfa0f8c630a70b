package io.entropy.injectors.toxiproxy;

import java.net.URI;
import java.util.Optional;

/// Where a server's HTTP API is.
record Server(String host, int port) {
  static final String EXPECTED =
      "host:port of a Toxiproxy server's HTTP API, such as 127.0.0.1:8474";

  static Optional<Server> read(String text) {
    String typed = text.strip();
    try {
      URI uri = URI.create(typed.contains("://") ? typed : "http://" + typed);
      boolean valid = "http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
      return valid ? Optional.of(new Server(uri.getHost(), uri.getPort())) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
