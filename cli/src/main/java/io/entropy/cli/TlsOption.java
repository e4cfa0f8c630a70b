package io.entropy.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a manager is shown, for every command that asks one.
public final class TlsOption {
  @Option(
      names = "--tls-dir",
      paramLabel = "DIR",
      description =
          "Your ca.pem, cert.pem and key.pem, for a manager with TLS (default: $ENTROPY_TLS_DIR).")
  @Nullable Path dir;

  /// Where it is; empty for managers without TLS.
  public Optional<Path> folder() {
    if (dir != null) {
      return Optional.of(dir);
    }
    @Nullable String set = System.getenv("ENTROPY_TLS_DIR");
    return set == null || set.isEmpty() ? Optional.empty() : Optional.of(Path.of(set));
  }
}
