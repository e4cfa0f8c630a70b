package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy token`: what machines join a manager with.
@Command(
    name = "token",
    description = "The tokens by which machines join a manager: create, ls, rm.",
    subcommands = {TokenCreate.class, TokenList.class, TokenRemove.class},
    mixinStandardHelpOptions = true)
public final class TokenCommand extends CommandGroup {}
