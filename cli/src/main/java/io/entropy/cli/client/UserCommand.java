package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy user`: whoever has a user's certificate of the manager's authority.
@Command(
    name = "user",
    description = "Users' certificates: ls, revoke.",
    subcommands = {UserList.class, UserRevoke.class},
    mixinStandardHelpOptions = true)
public final class UserCommand extends CommandGroup {}
