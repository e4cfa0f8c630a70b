package io.entropy.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that is nothing without one of its subcommands.
public abstract class CommandGroup implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec me = Objects.requireNonNull(spec);
    throw new ParameterException(
        me.commandLine(),
        "A command is missing: " + String.join(", ", me.subcommands().keySet()) + ".");
  }
}
