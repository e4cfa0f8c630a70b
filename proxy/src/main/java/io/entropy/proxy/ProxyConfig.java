package io.entropy.proxy;

import java.nio.file.Path;
import java.util.Optional;

/// How a [ProxyServer] is to be.
///
/// @param host of the HTTP API
/// @param port of the HTTP API; 0 for any that is free
/// @param proxies a file with the proxies to begin with: a JSON array of objects with `name`,
///   `listen`, `upstream` and `enabled`, as `toxiproxy-server -config` takes it
public record ProxyConfig(String host, int port, Optional<Path> proxies) {
  public static final String HOST = "127.0.0.1";
  public static final int PORT = 8474;

  /// Where Toxiproxy's clients expect it, with no proxies yet.
  public static ProxyConfig standard() {
    return new ProxyConfig(HOST, PORT, Optional.empty());
  }
}
