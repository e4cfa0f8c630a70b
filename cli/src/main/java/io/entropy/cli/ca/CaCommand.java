package io.entropy.cli.ca;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy ca`: who may do what at managers, as certificates.
@Command(
    name = "ca",
    description = "The certificate authority of managers, users and agents: init, issue.",
    subcommands = {CaInit.class, CaIssue.class},
    mixinStandardHelpOptions = true)
public final class CaCommand extends CommandGroup {}
