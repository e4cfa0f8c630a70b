package io.entropy.cli;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.text.Violations;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which Docker engine is meant, or which manager: `tcp://HOST:2476`, the port of managers, or
/// `entropy://HOST[:PORT]`. Every other endpoint is an engine's.
public final class HostOption {
  private static final String ANY_PORT = "entropy://";
  private static final String MANAGERS_PORT = ":" + ManagerAddress.DEFAULT_PORT;

  @Option(
      names = {"-H", "--host"},
      paramLabel = "ENDPOINT",
      description =
          "The Docker engine, e.g. unix:///var/run/docker.sock, or a manager, e.g."
              + " tcp://10.0.0.1:2476 or entropy://HOST:PORT (default: $ENTROPY_HOST,"
              + " $DOCKER_HOST, the local engine).")
  @Nullable String host;

  @Mixin private TlsOption tls = new TlsOption();

  /// The engine that was typed or is in the environment; null for the engine's default.
  public @Nullable String endpoint() {
    String typed = typed();
    return typed != null && !isManager(typed) ? typed : System.getenv("DOCKER_HOST");
  }

  /// The manager, when it's one that was typed or is in the environment.
  public Optional<ManagerEndpoint> manager() {
    String typed = typed();
    if (typed == null || !isManager(typed)) {
      return Optional.empty();
    }
    Violations violations = new Violations();
    String address = typed.substring(typed.indexOf("://") + 3);
    Optional<ManagerAddress> read = violations.read("--host", address, ManagerAddress::read);
    violations.throwIfAny();
    return read.map(manager -> new ManagerEndpoint(manager, tls.folder()));
  }

  /// The folder with what a manager is shown, if any.
  public Optional<Path> tls() {
    return tls.folder();
  }

  private @Nullable String typed() {
    return host != null ? host : System.getenv("ENTROPY_HOST");
  }

  private static boolean isManager(String endpoint) {
    return endpoint.startsWith(ANY_PORT)
        || (endpoint.startsWith("tcp://") && endpoint.endsWith(MANAGERS_PORT));
  }
}
