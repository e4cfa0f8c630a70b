package io.entropy.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `entropy completion`: a script for bash and zsh, e.g. `source <(entropy completion)`.
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: source <(entropy completion)",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    System.out.print(
        AutoComplete.bash("entropy", Objects.requireNonNull(spec).root().commandLine()));
  }
}
