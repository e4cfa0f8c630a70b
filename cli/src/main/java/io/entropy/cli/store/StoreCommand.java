package io.entropy.cli.store;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy store`: dump, load and check what a manager keeps.
@Command(
    name = "store",
    description = "Dumps, loads and checks a manager's store.",
    mixinStandardHelpOptions = true,
    subcommands = {DumpCommand.class, LoadCommand.class, CheckCommand.class})
public final class StoreCommand extends CommandGroup {}
