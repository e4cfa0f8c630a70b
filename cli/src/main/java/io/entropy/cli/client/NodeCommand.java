package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy node`: the machines whose agents have joined a manager.
@Command(
    name = "node",
    description = "The nodes of a manager: ls, inspect, revoke, readmit.",
    subcommands = {NodeList.class, NodeInspect.class, NodeRevoke.class, NodeReadmit.class},
    mixinStandardHelpOptions = true)
public final class NodeCommand extends CommandGroup {}
