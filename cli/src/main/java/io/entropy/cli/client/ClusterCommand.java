package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy cluster`: what holds for all policies and nodes together.
@Command(
    name = "cluster",
    description = "What holds for all policies and nodes: inspect, update.",
    subcommands = {ClusterInspect.class, ClusterUpdate.class},
    mixinStandardHelpOptions = true)
public final class ClusterCommand extends CommandGroup {}
