package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy injection`: a manager's faults, those that are over too.
@Command(
    name = "injection",
    description = "A manager's faults, live and past: ls, inspect.",
    subcommands = {InjectionList.class, InjectionInspect.class},
    mixinStandardHelpOptions = true)
public final class InjectionCommand extends CommandGroup {}
