package io.entropy.cli.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `entropy store`: dump, load and check what a manager keeps.
@Command(
    name = "store",
    description = "Dumps, loads and checks a manager's store.",
    mixinStandardHelpOptions = true,
    subcommands = {DumpCommand.class, LoadCommand.class, CheckCommand.class})
public final class StoreCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "A command is missing: dump, load or check.");
  }
}
