package io.entropy.agent.runtime;

import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.RuntimeUnavailableException.Code;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a Docker engine listens: `unix:///path` or `tcp://host:port`.
public record EngineEndpoint(URI uri) {
  private static final String LOCAL = "unix:///var/run/docker.sock";

  /// The one asked for, else `DOCKER_HOST`'s, else the local socket.
  public static EngineEndpoint of(@Nullable String asked, Map<String, String> environment)
      throws RuntimeUnavailableException {
    String text = asked != null ? asked : environment.getOrDefault("DOCKER_HOST", "");
    String where = text.isBlank() ? LOCAL : text.strip();
    if (where.startsWith("tcp://")
        && !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
      throw refused(
          where, "TLS to an engine isn't supported: forward its socket, e.g. with ssh -L");
    }
    return parse(where);
  }

  private static EngineEndpoint parse(String where) throws RuntimeUnavailableException {
    URI uri;
    try {
      uri = URI.create(where);
    } catch (IllegalArgumentException e) {
      throw refused(where, "it's no address: use unix:///path or tcp://host:port");
    }
    boolean unix =
        "unix".equals(uri.getScheme()) && uri.getPath() != null && !uri.getPath().isEmpty();
    boolean tcp = "tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
    if (!unix && !tcp) {
      throw refused(where, "only unix:///path and tcp://host:port are understood");
    }
    return new EngineEndpoint(uri);
  }

  private static RuntimeUnavailableException refused(String where, String why) {
    String message = "can't reach a Docker engine at " + where + ": " + why;
    return new RuntimeUnavailableException(
        Code.NO_ENGINE, message, new IllegalArgumentException(where));
  }

  boolean isUnix() {
    return "unix".equals(uri.getScheme());
  }

  /// Whether it's a socket file that is there.
  boolean socketExists() {
    return isUnix() && Files.exists(Path.of(uri.getPath()));
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
