package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy target`: the containers on a manager's nodes.
@Command(
    name = "target",
    description = "The containers on a manager's nodes: ls.",
    subcommands = TargetList.class,
    mixinStandardHelpOptions = true)
public final class TargetCommand extends CommandGroup {}
