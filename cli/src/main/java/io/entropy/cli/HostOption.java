package io.entropy.cli;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.text.Violations;
import io.entropy.cli.client.ManagerContainer;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
              + " the context in use, $DOCKER_HOST, the local engine).")
  @Nullable String host;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context that names it (see 'entropy context').")
  @Nullable String context;

  @Mixin private TlsOption tls = new TlsOption();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /// The engine that was chosen, see [ChosenHost], or is in Docker's environment; null for the
  /// engine's default.
  public @Nullable String endpoint() {
    String typed = typed();
    return typed != null && !isManager(typed) ? typed : System.getenv("DOCKER_HOST");
  }

  /// The manager, when it's one that was chosen, or one that runs on the engine that was.
  public Optional<ManagerEndpoint> manager() {
    String typed = typed();
    if (typed == null) {
      return Optional.empty();
    }
    if (!isManager(typed)) {
      return onEngine(typed).map(manager -> new ManagerEndpoint(manager, tls()));
    }
    Violations violations = new Violations();
    String address = typed.substring(typed.indexOf("://") + 3);
    Optional<ManagerAddress> read = violations.read("--host", address, ManagerAddress::read);
    violations.throwIfAny();
    return read.map(manager -> new ManagerEndpoint(manager, tls()));
  }

  /// The folder with what a manager is shown, if any.
  public Optional<Path> tls() {
    return tls.folder().or(chosen()::tls);
  }

  private static Optional<ManagerAddress> onEngine(String engine) {
    try {
      Optional<ManagerAddress> manager = ManagerContainer.on(engine);
      if (manager.isEmpty()) {
        System.err.println("entropy: " + ManagerContainer.none(engine) + "; going on without one");
      }
      return manager;
    } catch (RuntimeUnavailableException _) {
      return Optional.empty(); // told where the engine itself is asked
    }
  }

  private @Nullable String typed() {
    return chosen().endpoint().orElse(null);
  }

  private ChosenHost chosen() {
    return ChosenHost.of(command, host, context);
  }

  private static boolean isManager(String endpoint) {
    return endpoint.startsWith(ANY_PORT)
        || (endpoint.startsWith("tcp://") && endpoint.endsWith(MANAGERS_PORT));
  }
}
