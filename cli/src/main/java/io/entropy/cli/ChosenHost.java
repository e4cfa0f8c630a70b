package io.entropy.cli;

import io.entropy.cli.context.ContextFile;
import io.entropy.cli.context.Contexts;
import io.entropy.cli.context.Contexts.Context;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Which endpoint a command is for. What was typed goes before the environment, and that before the
/// context in use: `-H`, `--context`, `$ENTROPY_HOST`, `$ENTROPY_CONTEXT`, `entropy context use`.
///
/// The file of contexts is read only when something of it is needed: a run without one loads no
/// YAML.
public record ChosenHost(@Nullable String host, @Nullable String context, Map<String, String> env) {

  /// Of what stands behind the command, or else before it.
  public static ChosenHost of(
      @Nullable CommandSpec command, @Nullable String host, @Nullable String context) {
    ConnectionOptions before =
        command != null && command.root().userObject() instanceof EntropyCommand root
            ? root.connection
            : new ConnectionOptions();
    // A context behind the command isn't overruled by a host before it.
    return host != null || context != null
        ? new ChosenHost(host, context, System.getenv())
        : new ChosenHost(before.host, before.context, System.getenv());
  }

  /// The endpoint as text; empty when nothing says so.
  ///
  /// @throws io.entropy.api.text.InvalidInputException when there is no such context
  public Optional<String> endpoint() {
    return chosen().map(Context::endpoint);
  }

  /// Where the certificates for it are, when a context that was chosen says so.
  public Optional<Path> tls() {
    return chosen().map(Context::tlsDir).filter(dir -> !dir.isEmpty()).map(Path::of);
  }

  private Optional<Context> chosen() {
    if (host != null) {
      return Optional.of(new Context(host, ""));
    }
    if (context != null) {
      return Optional.of(contexts().named("--context", context));
    }
    Optional<String> inEnvironment = set("ENTROPY_HOST");
    if (inEnvironment.isPresent()) {
      return inEnvironment.map(endpoint -> new Context(endpoint, ""));
    }
    Optional<String> name = set("ENTROPY_CONTEXT");
    if (name.isPresent()) {
      return name.map(n -> contexts().named("$ENTROPY_CONTEXT", n));
    }
    return ContextFile.of(env).isThere() ? contexts().inUse() : Optional.empty();
  }

  private Contexts contexts() {
    return ContextFile.of(env).read();
  }

  private Optional<String> set(String variable) {
    return Optional.ofNullable(env.get(variable)).filter(value -> !value.isEmpty());
  }
}
