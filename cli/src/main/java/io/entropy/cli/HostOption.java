package io.entropy.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Docker engine is meant.
public final class HostOption {

  @Option(
      names = {"-H", "--host"},
      paramLabel = "ENDPOINT",
      description =
          "The Docker engine, e.g. unix:///var/run/docker.sock (default: $ENTROPY_HOST,"
              + " $DOCKER_HOST, the local engine).")
  @Nullable String host;

  /// The endpoint that was typed or is in the environment; null for the engine's default.
  public @Nullable String endpoint() {
    if (host != null) {
      return host;
    }
    String entropy = System.getenv("ENTROPY_HOST");
    return entropy != null ? entropy : System.getenv("DOCKER_HOST");
  }
}
