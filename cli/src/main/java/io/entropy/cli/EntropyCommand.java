package io.entropy.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `entropy`: the root of all commands. By itself it asks for one. [Commands] adds the others.
@Command(
    name = "entropy",
    description = "Finds out what breaks before your users do.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EntropyCommand implements Runnable {
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "A command is missing.");
  }
}
